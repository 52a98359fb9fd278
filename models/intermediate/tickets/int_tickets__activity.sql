with

events as (
    select * from {{ ref('int_ticket_events__stream') }}
),

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

agent_replies as (
    select * from events
    where event_type = 'agent_replied' and actor_type = 'agent'
),

-- A reply by the system is no response and a note is no reply (rule L2).
first_responses as (
    select
        tickets.ticket_key,
        min(agent_replies.occurred_at) as first_responded_at
    from agent_replies
    inner join tickets
        on
            agent_replies.ticket_key = tickets.ticket_key
            and agent_replies.occurred_at > tickets.created_at
    group by tickets.ticket_key
),

counted as (
    select
        ticket_key,
        count(*) filter (where event_type = 'agent_replied' and actor_type = 'agent')
            as agent_reply_count,
        count(*) filter (where event_type = 'customer_replied') as customer_reply_count,
        max(occurred_at) as last_event_at,
        max(occurred_at) filter (where event_type = 'status_changed' and new_value = 'closed')
            as last_closed_at,
        min(occurred_at) filter (where event_type = 'merged') as merged_at,
        arg_max(new_value, event_number) filter (where event_type = 'rated') as last_rating
    from events
    group by ticket_key
),

final as (
    select
        counted.*,
        first_responses.first_responded_at
    from counted
    left join first_responses
        on counted.ticket_key = first_responses.ticket_key
)

select * from final
