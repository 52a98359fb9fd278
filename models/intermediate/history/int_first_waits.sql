-- Grain: one row per ticket that an agent opened or a bot resolved: when the customer waits for a
-- first response, and who gave it (rules L2, S2). On all others the wait begins with the creation.
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

events as (
    select * from {{ ref('int_ticket_events') }}
    where is_agent_reply or is_customer_reply or event_type = 'status_changed'
),

bot_changes as (
    select
        ticket_key,
        new_value
    from {{ ref('int_ticket_events') }}
    where event_type = 'status_changed' and actor_type = 'system'
),

bot_resolved as (
    select distinct bot_changes.ticket_key
    from bot_changes
    inner join statuses
        on bot_changes.new_value = statuses.status
    where not statuses.is_open
),

-- On a ticket that an agent opened nobody waits before the customer writes.
moments as (
    select
        events.ticket_key,
        events.event_number,
        events.occurred_at,
        events.actor_id,
        events.is_agent_reply and events.occurred_at > tickets.created_at as is_reply,
        coalesce(not statuses.is_open, false) and events.actor_type = 'system' as is_ended_by_bot,
        coalesce(not statuses.is_open, false) and events.actor_type <> 'system'
            as is_ended_by_person,
        coalesce(statuses.is_open, false) as is_opening,
        tickets.opened_by_agent_at is not null as is_opened_by_agent,
        case
            when tickets.opened_by_agent_at is null then tickets.created_at
            else min(case when events.is_customer_reply then events.occurred_at end) over by_ticket
        end as asked_at,
        case
            when tickets.opened_by_agent_at is null then 0
            else min(case when events.is_customer_reply then events.event_number end) over by_ticket
        end as asked_number
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
    left join bot_resolved
        on events.ticket_key = bot_resolved.ticket_key
    left join statuses
        on events.event_type = 'status_changed' and events.new_value = statuses.status
    where tickets.opened_by_agent_at is not null or bot_resolved.ticket_key is not null
    window by_ticket as (partition by events.ticket_key)
),

-- Between a bot's resolution and the reopening nobody waits.
states as (
    select
        *,
        coalesce(
            {{ last_known('case when is_ended_by_bot then true when is_opening then false end') }}
                over (
                    partition by ticket_key order by event_number
                    rows between unbounded preceding and 1 preceding
                ),
            false
        ) as is_done_by_bot
    from moments
),

answered as (
    select
        *,
        min(case
            when
                (is_reply or is_ended_by_person)
                and not is_done_by_bot
                and event_number > asked_number
                then event_number
        end) over (partition by ticket_key) as answer_number
    from states
),

-- What came before the first answer of a person; all, if there is none.
judged as (
    select
        *,
        coalesce(event_number > answer_number, false) as is_past_answer,
        is_ended_by_bot and not is_done_by_bot as is_bot_resolution,
        is_opening and is_done_by_bot as is_reopening
    from answered
),

summed as (
    select
        ticket_key,
        max(asked_at) as asked_at,
        max(occurred_at) filter (where is_reopening and not is_past_answer) as reopened_at,
        max(occurred_at) filter (where is_bot_resolution and not is_past_answer) as bot_resolved_at,
        max(event_number) filter (where is_bot_resolution and not is_past_answer)
        > coalesce(max(event_number) filter (where is_reopening and not is_past_answer), 0)
            as is_left_resolved,
        min(occurred_at) filter (where is_reply and event_number >= answer_number)
            as first_responded_at,
        {{ earliest("coalesce(actor_id, '')", ['event_number']) }}
        filter (where is_reply and event_number >= answer_number) as first_responder_id
    from judged
    group by ticket_key
),

-- A wait that a bot ended before the customer wrote never began.
final as (
    select
        ticket_key,
        case
            when is_left_resolved and bot_resolved_at < asked_at then null
            when asked_at is not null then greatest(asked_at, reopened_at)
        end as awaited_from,
        case when is_left_resolved and bot_resolved_at >= asked_at then bot_resolved_at end
            as cancelled_at,
        first_responded_at,
        first_responder_id
    from summed
)

select * from final
