with

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

changes as (
    select * from {{ ref('int_ticket_events__checked') }}
    where
        reject_reason is null
        and event_type in ('status_changed', 'priority_changed', 'queue_changed', 'agent_changed')
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

-- All changes count here, also those after as_of: what a ticket was at first does not depend on
-- as_of.
first_values as (
    select
        ticket_key,
        arg_min(coalesce(old_value, 'new'), (occurred_at, source_order))
        filter (where event_type = 'status_changed') as status,
        arg_min(coalesce(old_value, 'unknown'), (occurred_at, source_order))
        filter (where event_type = 'priority_changed') as priority,
        arg_min(coalesce(old_value, 'unassigned'), (occurred_at, source_order))
        filter (where event_type = 'queue_changed') as queue,
        arg_min(coalesce(old_value, ''), (occurred_at, source_order))
        filter (where event_type = 'agent_changed') as agent_id
    from changes
    group by ticket_key
),

final as (
    select
        tickets.ticket_key,
        tickets.source_system,
        tickets.created_at,
        coalesce(first_values.status, case when tickets.status = 'new' then 'new' else 'open' end)
            as status,
        coalesce(first_values.priority, tickets.priority) as priority,
        coalesce(first_values.queue, tickets.queue) as queue,
        coalesce(first_values.agent_id, tickets.agent_id, '') as agent_id
    from tickets
    inner join as_of
        on tickets.created_at <= as_of.as_of
    left join first_values
        on tickets.ticket_key = first_values.ticket_key
)

select * from final
