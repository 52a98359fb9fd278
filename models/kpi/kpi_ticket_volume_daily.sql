-- Grain: one row per day, source, queue, category, priority and channel with a ticket created or
-- resolved.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
),

-- One row per ticket and thing that happened to it.
happenings as (
    select
        created_date as volume_date,
        source_system,
        queue,
        category,
        priority,
        channel,
        1 as created_count,
        0 as resolved_count
    from tickets

    union all

    select
        resolved_date as volume_date,
        source_system,
        queue,
        category,
        priority,
        channel,
        0 as created_count,
        1 as resolved_count
    from tickets
    where is_resolution_counted
),

final as (
    select
        -- key
        volume_date,
        source_system,
        queue,
        category,
        priority,
        channel,

        -- figures
        cast(sum(created_count) as bigint) as created_count,
        cast(sum(resolved_count) as bigint) as resolved_count
    from happenings
    group by volume_date, source_system, queue, category, priority, channel
)

select * from final
order by volume_date, source_system, queue, category, priority, channel
