-- L3, L9: the resolution a ticket shows is one of those its events mark, made at that instant and
-- by the same; the first it shows is the first of them.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
),

events as (
    select * from {{ ref('fct_ticket_events') }}
    where is_resolution
),

made as (
    select
        tickets.ticket_key,
        min(events.occurred_at) as first_made_at,
        bool_or(
            events.occurred_at = tickets.resolved_at
            and events.is_resolution_by_system = tickets.is_resolved_by_system
            and coalesce(events.resolved_by_agent_id, '')
            = coalesce(tickets.resolved_by_agent_id, '')
        ) as has_resolution
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
    group by tickets.ticket_key
)

select
    tickets.ticket_key,
    tickets.first_resolved_at,
    tickets.resolved_at,
    made.first_made_at
from tickets
left join made
    on tickets.ticket_key = made.ticket_key
where
    (tickets.resolved_at is not null and not coalesce(made.has_resolution, false))
    or coalesce(tickets.first_resolved_at <> made.first_made_at, false)
    or (tickets.first_resolved_at is null) <> (made.first_made_at is null)
