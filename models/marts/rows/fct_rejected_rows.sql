with

rejected as (
    select * from {{ ref('int_rows__rejected') }}
),

rejected_lines as (
    select * from {{ ref('int_rejected_lines') }}
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
