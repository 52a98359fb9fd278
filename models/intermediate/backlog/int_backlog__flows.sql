with

transitions as (
    select * from {{ ref('int_ticket_states__transitions') }}
),

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

-- Whatever leaves, leaves the slice it was in before the move; whatever comes, comes into the slice
-- after it.
arrivals as (
    select
        ticket_key,
        changed_at,
        queue,
        priority,
        case when is_created then 1 else 0 end as created_count,
        case when is_reopened then 1 else 0 end as reopened_count,
        case when is_transferred then 1 else 0 end as transferred_in_count,
        0 as resolved_count,
        0 as transferred_out_count
    from transitions
    where is_created or is_reopened or is_transferred
),

departures as (
    select
        ticket_key,
        changed_at,
        previous_queue as queue,
        previous_priority as priority,
        0 as created_count,
        0 as reopened_count,
        0 as transferred_in_count,
        case when is_resolved then 1 else 0 end as resolved_count,
        case when is_transferred then 1 else 0 end as transferred_out_count
    from transitions
    where is_resolved or is_transferred
),

flows as (
    select * from arrivals
    union all
    select * from departures
),

final as (
    select
        {{ local_date('flows.changed_at') }} as date_day,
        tickets.source_system,
        flows.queue,
        flows.priority,
        cast(sum(flows.created_count) as bigint) as created_count,
        cast(sum(flows.reopened_count) as bigint) as reopened_count,
        cast(sum(flows.transferred_in_count) as bigint) as transferred_in_count,
        cast(sum(flows.resolved_count) as bigint) as resolved_count,
        cast(sum(flows.transferred_out_count) as bigint) as transferred_out_count
    from flows
    inner join tickets
        on flows.ticket_key = tickets.ticket_key
    group by
        {{ local_date('flows.changed_at') }}, tickets.source_system, flows.queue, flows.priority
)

select * from final
