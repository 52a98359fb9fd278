with

accounting as (
    select * from {{ ref('int_rows__accounting') }}
),

final as (
    select
        -- key
        source_system,
        file_kind,
        source_file,

        -- measures
        read_row_count,
        accepted_row_count,
        rejected_row_count
    from accounting
)

select * from final
