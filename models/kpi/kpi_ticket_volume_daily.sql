-- Grain: one row per day, source, queue, category, priority and channel with a ticket created or
-- resolved, or a resolution made.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where is_in_scope
),

resolutions as (
    select * from {{ ref('fct_ticket_events') }}
    where is_resolution_counted
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
        0 as resolved_count,
        0 as resolution_made_count
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
        1 as resolved_count,
        0 as resolution_made_count
    from tickets
    where is_resolution_counted

    union all

    select
        resolutions.occurred_date as volume_date,
        tickets.source_system,
        tickets.queue,
        tickets.category,
        tickets.priority,
        tickets.channel,
        0 as created_count,
        0 as resolved_count,
        1 as resolution_made_count
    from resolutions
    inner join tickets
        on resolutions.ticket_key = tickets.ticket_key
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
        cast(sum(resolved_count) as bigint) as resolved_count,
        cast(sum(resolution_made_count) as bigint) as resolution_made_count
    from happenings
    group by volume_date, source_system, queue, category, priority, channel
)

select * from final
order by volume_date, source_system, queue, category, priority, channel
