-- L2: the replies a ticket counts are those its events mark, and its first response is one of them,
-- after its creation.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where agent_reply_count is not null and is_in_scope
),

events as (
    select * from {{ ref('fct_ticket_events') }}
    where is_agent_reply
),

counted as (
    select
        tickets.ticket_key,
        count(*) as agent_reply_count,
        bool_or(events.occurred_at = tickets.first_responded_at) as has_first_response
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
    group by tickets.ticket_key
)

select
    tickets.ticket_key,
    tickets.agent_reply_count,
    counted.agent_reply_count as marked_count,
    tickets.first_responded_at
from tickets
left join counted
    on tickets.ticket_key = counted.ticket_key
where
    tickets.agent_reply_count <> coalesce(counted.agent_reply_count, 0)
    or (tickets.first_responded_at is not null and not coalesce(counted.has_first_response, false))
    or tickets.first_responded_at <= tickets.created_at
