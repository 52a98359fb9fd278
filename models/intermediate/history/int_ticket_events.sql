-- Grain: one row per event up to as_of, logged or derived (rules R5, L4), numbered within its
-- ticket.
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

openings as (
    select
        ticket_key,
        requester_id,
        opened_by_agent_at
    from {{ ref('int_tickets') }}
),

logged as (
    select * from {{ ref('int_event_records') }}
    where reject_reasons is null
),

unlogged as (
    select * from {{ ref('int_unlogged_changes') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- What a ticket's own times tell; at one instant in this order.
kinds (derived_order, event_type, actor_type, new_value) as (
    values
    (1, 'created', 'customer', null),
    (2, 'agent_replied', 'agent', null),
    (3, 'status_changed', 'agent', 'resolved'),
    (4, 'status_changed', 'system', 'closed'),
    (5, 'status_changed', 'agent', 'closed'),
    (6, 'status_changed', 'agent', null),
    (7, 'rated', 'customer', null),
    (8, 'merged', 'agent', null)
),

-- A ticket closed before it was resolved is resolved when its row says so (rule L3). The status it
-- shows now is a change where its times do not end in it already and its end is known.
derived as (
    select
        tickets.ticket_key,
        kinds.derived_order,
        kinds.event_type,
        kinds.actor_type,
        case kinds.actor_type
            when 'customer' then tickets.requester_id
            when 'agent' then tickets.agent_id
        end as actor_id,
        case kinds.derived_order
            when 6 then tickets.status
            when 7 then cast(tickets.csat_score as varchar)
            else kinds.new_value
        end as new_value,
        case
            when kinds.derived_order = 1 and not tickets.has_created then tickets.created_at
            when kinds.derived_order = 2 and not tickets.has_reply_log
                then tickets.first_responded_at
            when kinds.derived_order = 7 and not tickets.has_rating_log and tickets.csat_score > 0
                then coalesce(tickets.closed_at, tickets.resolved_at, tickets.updated_at)
            when kinds.derived_order = 8 and not tickets.has_merge_log and tickets.is_merged
                then tickets.updated_at
            when tickets.has_status_changes then null
            when kinds.derived_order = 3 then tickets.resolved_at
            when kinds.derived_order = 4 and tickets.resolved_at <= tickets.closed_at
                then tickets.closed_at
            when kinds.derived_order = 4 and tickets.resolved_at > tickets.closed_at
                then tickets.resolved_at
            when kinds.derived_order = 5 and tickets.resolved_at is null then tickets.closed_at
            when
                kinds.derived_order = 6
                and tickets.is_end_known
                and tickets.status <> coalesce(
                    case when tickets.closed_at is not null then 'closed' end,
                    case when tickets.resolved_at is not null then 'resolved' end,
                    tickets.first_status
                )
                then greatest(tickets.updated_at, tickets.resolved_at, tickets.closed_at)
        end as occurred_at
    from tickets
    cross join kinds
),

unioned as (
    select
        event_key,
        ticket_key,
        event_id,
        event_type,
        actor_type,
        actor_id,
        old_value,
        new_value,
        false as is_derived,
        occurred_at,
        source_order,
        0 as place
    from logged

    union all

    select
        {{ hash_key(['ticket_key', "'derived'", 'derived_order']) }} as event_key,
        ticket_key,
        cast(null as varchar) as event_id,
        event_type,
        actor_type,
        actor_id,
        cast(null as varchar) as old_value,
        new_value,
        true as is_derived,
        occurred_at,
        derived_order - 10 as source_order,
        0 as place
    from derived
    where occurred_at is not null

    union all

    select
        {{ hash_key(['ticket_key', "'unlogged'", 'shown_by_order']) }} as event_key,
        ticket_key,
        cast(null as varchar) as event_id,
        'status_changed' as event_type,
        actor_type,
        actor_id,
        old_value,
        new_value,
        true as is_derived,
        occurred_at,
        source_order,
        place
    from unlogged
),

-- What comes after as_of did not happen. Neither an agent's opening text nor what the requester
-- writes is an agent's reply (rule L2).
final as (
    select
        unioned.*,
        unioned.event_type = 'agent_replied'
        and unioned.actor_type = 'agent'
        and coalesce(unioned.actor_id <> openings.requester_id, true)
        and coalesce(unioned.occurred_at > openings.opened_by_agent_at, true) as is_agent_reply,
        unioned.event_type = 'customer_replied'
        or coalesce(
            unioned.event_type = 'agent_replied' and unioned.actor_id = openings.requester_id, false
        ) as is_customer_reply,
        row_number() over (
            partition by unioned.ticket_key
            order by
                unioned.occurred_at,
                case when unioned.event_type = 'created' then 0 else 1 end,
                unioned.source_order,
                unioned.place
        ) as event_number
    from unioned
    inner join openings
        on unioned.ticket_key = openings.ticket_key
    inner join as_of
        on unioned.occurred_at <= as_of.as_of
)

select * from final
