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

source_histories as (
    select * from {{ ref('int_sources__histories') }}
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
        -- Where changes of status are logged, a ticket without one still is what it was at first.
        case
            when first_values.status is not null then first_values.status
            when tickets.status = 'new' then 'new'
            when
                source_histories.has_status_changes
                and tickets.resolved_at is null
                and tickets.closed_at is null
                then tickets.status
            else 'open'
        end as status,
        first_values.status is not null as has_status_history,
        coalesce(first_values.priority, tickets.priority) as priority,
        coalesce(first_values.queue, tickets.queue) as queue,
        coalesce(first_values.agent_id, tickets.agent_id, '') as agent_id
    from tickets
    inner join as_of
        on tickets.created_at <= as_of.as_of
    left join first_values
        on tickets.ticket_key = first_values.ticket_key
    left join source_histories
        on tickets.source_system = source_histories.source_system
)

select * from final
