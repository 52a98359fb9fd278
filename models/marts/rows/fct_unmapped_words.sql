with

unmapped as (
    select * from {{ ref('int_value_map__unmapped') }}
),

final as (
    select
        -- key
        source_system,
        field,
        raw_value,

        -- measures
        row_count
    from unmapped
)

select * from final
