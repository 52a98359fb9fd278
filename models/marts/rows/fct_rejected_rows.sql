-- Grain: one row per row of a file that was not accepted (rule R3).
with

versions as (
    select * from {{ ref('int_ticket_versions') }}
    where file_kind = 'tickets' and reject_reasons is not null
),

event_records as (
    select * from {{ ref('int_event_records') }}
    where is_file_row and reject_reasons is not null
),

rejected_lines as (
    select * from {{ ref('int_rejected_lines') }}
),

rejected as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        reject_reasons
    from versions

    union all

    select
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        reject_reasons
    from event_records
),

final as (
    select
        -- key
        {{ hash_key(['rejected.source_system', 'rejected.file_kind', 'rejected.row_id']) }}
            as rejected_row_key,

        -- where
        rejected.source_system,
        rejected.file_kind,
        rejected.source_file,
        rejected.source_row_number,

        -- what and why
        rejected_lines.raw_row,
        rejected.reject_reasons
    from rejected
    left join rejected_lines
        on
            rejected.source_system = rejected_lines.source_system
            and rejected.file_kind = rejected_lines.file_kind
            and rejected.source_file = rejected_lines.source_file
            and rejected.source_row_number = rejected_lines.source_row_number
)

select * from final
