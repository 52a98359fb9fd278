-- Grain: one row per ticket: its state at as_of, its milestones and what its events add up to.
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

states as (
    select * from {{ ref('int_ticket_states') }}
),

take_overs_of_agents as (
    select
        ticket_key,
        agent_id
    from {{ ref('int_ticket_states') }}
    where is_taken_over
),

events as (
    select * from {{ ref('int_ticket_events') }}
),

first_waits as (
    select * from {{ ref('int_first_waits') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- Rule L6: every take-over but the first is a handoff, and a ping-pong if the agent had it before.
take_overs as (
    select
        ticket_key,
        count(*) as take_over_count,
        count(distinct agent_id) as agent_count
    from take_overs_of_agents
    group by ticket_key
),

by_state as (
    select
        ticket_key,

        -- where it stands now
        {{ latest('status', ['event_number']) }} as status,
        {{ latest('is_open', ['event_number']) }} as is_open,
        {{ latest('priority', ['event_number']) }} as priority,
        {{ latest('queue', ['event_number']) }} as queue,
        {{ latest("coalesce(agent_id, '')", ['event_number']) }} as agent_id,

        -- rules L3, L4, L9
        min(changed_at) filter (where is_resolved) as first_resolved_at,
        max(changed_at) filter (where is_resolved) as last_resolved_at,
        {{ latest("coalesce(credited_agent_id, '')", ['event_number']) }}
        filter (where is_resolved) as resolved_by_agent_id,
        {{ latest("coalesce(actor_type = 'system', false)", ['event_number']) }}
        filter (where is_resolved) as is_resolved_by_system,
        count(*) filter (where is_reopened) as reopen_count,
        count(*) filter (where is_queue_transfer) as queue_transfer_count
    from states
    group by ticket_key
),

-- A reply at the very instant of creation answers nothing (rule L2).
by_event as (
    select
        events.ticket_key,
        min(case when events.occurred_at > tickets.created_at then events.occurred_at end)
        filter (where events.is_agent_reply) as first_responded_at,
        {{ earliest("coalesce(events.actor_id, '')", ['events.event_number']) }}
        filter (where events.is_agent_reply and events.occurred_at > tickets.created_at)
            as first_responder_id,
        count(*) filter (where events.is_agent_reply) as agent_reply_count,
        count(*) filter (where events.is_customer_reply) as customer_reply_count,
        max(events.occurred_at) as last_event_at,
        max(events.occurred_at)
        filter (where events.event_type = 'status_changed' and events.new_value = 'closed')
            as last_closed_at,
        min(events.occurred_at) filter (where events.event_type = 'merged') as merged_at,
        {{ latest('events.new_value', ['events.event_number']) }}
        filter (where events.event_type = 'rated') as last_rating
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
    group by events.ticket_key
),

final as (
    select
        -- key
        tickets.ticket_key,
        tickets.source_system,

        -- state at as_of
        by_state.status,
        by_state.is_open,
        by_state.priority,
        by_state.queue,
        nullif(by_state.agent_id, '') as agent_id,
        by_event.merged_at is not null as is_merged,
        statuses.is_in_scope,
        tickets.is_end_known,
        by_state.last_resolved_at is not null
        and not by_state.is_open
        and tickets.is_end_estimated as is_resolution_estimated,

        -- timestamps (UTC)
        tickets.created_at,
        case
            when first_waits.ticket_key is not null or tickets.opened_by_agent_at is not null
                then first_waits.awaited_from
            else tickets.created_at
        end as first_response_awaited_from,
        first_waits.cancelled_at as first_response_cancelled_at,
        case
            when tickets.updated_at <= as_of.as_of
                then greatest(tickets.updated_at, by_event.last_event_at)
            else by_event.last_event_at
        end as updated_at,
        case
            when first_waits.ticket_key is not null then first_waits.first_responded_at
            else by_event.first_responded_at
        end as first_responded_at,
        by_state.first_resolved_at,
        case when not by_state.is_open then by_state.last_resolved_at end as resolved_at,
        case when by_state.status = 'closed' then by_event.last_closed_at end as closed_at,
        by_event.merged_at,
        as_of.as_of,

        -- who did it (rule L9)
        nullif(
            case
                when first_waits.ticket_key is not null then first_waits.first_responder_id
                else by_event.first_responder_id
            end,
            ''
        ) as first_responded_by_agent_id,
        case when not by_state.is_open then nullif(by_state.resolved_by_agent_id, '') end
            as resolved_by_agent_id,
        case when not by_state.is_open then by_state.is_resolved_by_system end
            as is_resolved_by_system,

        -- counts; what the source does not tell has none (rule R7)
        case
            when tickets.has_status_changes then by_state.reopen_count
            when tickets.has_status_log and tickets.is_end_known
                then coalesce(tickets.reopen_count, 0)
            else tickets.reopen_count
        end as reopen_count,
        coalesce(take_overs.take_over_count - 1, 0) as handoff_count,
        coalesce(take_overs.take_over_count - take_overs.agent_count, 0) as ping_pong_count,
        by_state.queue_transfer_count,
        case when tickets.has_reply_log then by_event.agent_reply_count end as agent_reply_count,
        case when tickets.has_reply_log then by_event.customer_reply_count end
            as customer_reply_count,
        cast(by_event.last_rating as bigint) as csat_score
    from tickets
    cross join as_of
    inner join by_state
        on tickets.ticket_key = by_state.ticket_key
    inner join by_event
        on tickets.ticket_key = by_event.ticket_key
    inner join statuses
        on by_state.status = statuses.status
    left join first_waits
        on tickets.ticket_key = first_waits.ticket_key
    left join take_overs
        on tickets.ticket_key = take_overs.ticket_key
)

select * from final
