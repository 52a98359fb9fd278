-- Grain: one row per source in use, field and word.
with

value_map as (
    select * from {{ ref('value_map') }}
),

tickets as (
    {{ union_of_sources('tickets', ['source_system']) }}
),

sources_in_use as (
    select distinct source_system from tickets
),

-- Rows without a source hold for every source; a source's own row comes first.
applicable as (
    select
        sources_in_use.source_system,
        value_map.field,
        value_map.raw_value,
        value_map.canonical_value,
        row_number() over (
            partition by sources_in_use.source_system, value_map.field, value_map.raw_value
            order by case when value_map.source_system is null then 1 else 0 end
        ) as preference
    from value_map
    inner join sources_in_use
        on value_map.source_system is null or value_map.source_system = sources_in_use.source_system
),

final as (
    select
        source_system,
        field,
        raw_value,
        canonical_value
    from applicable
    where preference = 1
)

select * from final
