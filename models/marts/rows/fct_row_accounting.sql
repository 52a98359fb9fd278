-- Grain: one row per source and file: rows read, accepted, rejected (rule R3).
with

versions as (
    select * from {{ ref('int_ticket_versions') }}
    where file_kind = 'tickets'
),

event_records as (
    select * from {{ ref('int_event_records') }}
    where is_file_row
),

verdicts as (
    select
        source_system,
        file_kind,
        source_file,
        is_newest as is_accepted,
        reject_reasons is not null as is_rejected
    from versions

    union all

    select
        source_system,
        file_kind,
        source_file,
        reject_reasons is null as is_accepted,
        reject_reasons is not null as is_rejected
    from event_records
),

final as (
    select
        -- key
        source_system,
        file_kind,
        source_file,

        -- measures
        count(*) as read_row_count,
        count(*) filter (where is_accepted) as accepted_row_count,
        count(*) filter (where is_rejected) as rejected_row_count
    from verdicts
    group by source_system, file_kind, source_file
)

select * from final
