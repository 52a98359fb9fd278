-- L2: the replies a ticket counts, and the first of them that it shows, are those its events mark.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where agent_reply_count is not null
),

events as (
    select * from {{ ref('fct_ticket_events') }}
    where is_agent_reply
),

counted as (
    select
        tickets.ticket_key,
        count(*) as agent_reply_count,
        min(case when events.occurred_at > tickets.created_at then events.occurred_at end)
            as first_responded_at
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
    group by tickets.ticket_key
)

select
    tickets.ticket_key,
    tickets.agent_reply_count,
    counted.agent_reply_count as marked_count,
    tickets.first_responded_at,
    counted.first_responded_at as marked_at
from tickets
left join counted
    on tickets.ticket_key = counted.ticket_key
where
    tickets.agent_reply_count <> coalesce(counted.agent_reply_count, 0)
    or coalesce(tickets.first_responded_at, tickets.created_at)
    <> coalesce(counted.first_responded_at, tickets.created_at)
