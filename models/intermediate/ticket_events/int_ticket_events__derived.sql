with

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

events as (
    select * from {{ ref('int_ticket_events__checked') }}
    where reject_reason is null
),

source_histories as (
    select * from {{ ref('int_sources__histories') }}
),

ticket_histories as (
    select
        ticket_key,
        bool_or(event_type = 'created') as has_created,
        bool_or(event_type = 'status_changed') as has_status_changes
    from events
    group by ticket_key
),

-- A log of replies or of status changes is believed as it is; only what no log tells is derived.
known as (
    select
        tickets.*,
        coalesce(ticket_histories.has_created, false) as has_created,
        coalesce(ticket_histories.has_status_changes, false) as has_status_changes,
        coalesce(source_histories.has_replies, false) as has_replies,
        coalesce(source_histories.has_ratings, false) as has_ratings,
        coalesce(source_histories.has_merges, false) as has_merges
    from tickets
    left join ticket_histories
        on tickets.ticket_key = ticket_histories.ticket_key
    left join source_histories
        on tickets.source_system = source_histories.source_system
),

creations as (
    select
        ticket_key,
        'created' as event_type,
        'customer' as actor_type,
        requester_id as actor_id,
        cast(null as varchar) as new_value,
        created_at as occurred_at,
        1 as derived_order
    from known
    where not has_created
),

first_replies as (
    select
        ticket_key,
        'agent_replied' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        cast(null as varchar) as new_value,
        first_responded_at as occurred_at,
        2 as derived_order
    from known
    where not has_replies and first_responded_at is not null
),

resolutions as (
    select
        ticket_key,
        'status_changed' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        'resolved' as new_value,
        resolved_at as occurred_at,
        3 as derived_order
    from known
    where not has_status_changes and resolved_at is not null
),

closures as (
    select
        ticket_key,
        'status_changed' as event_type,
        'system' as actor_type,
        cast(null as varchar) as actor_id,
        'closed' as new_value,
        closed_at as occurred_at,
        4 as derived_order
    from known
    where not has_status_changes and closed_at is not null
),

-- The status the ticket shows now, where its times do not end in it already.
current_statuses as (
    select
        ticket_key,
        'status_changed' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        status as new_value,
        updated_at as occurred_at,
        5 as derived_order
    from known
    where
        not has_status_changes
        and status <> coalesce(
            case when closed_at is not null then 'closed' end,
            case when resolved_at is not null then 'resolved' end,
            case when status = 'new' then 'new' end,
            'open'
        )
),

ratings as (
    select
        ticket_key,
        'rated' as event_type,
        'customer' as actor_type,
        requester_id as actor_id,
        cast(csat_score as varchar) as new_value,
        coalesce(closed_at, resolved_at, updated_at) as occurred_at,
        6 as derived_order
    from known
    where not has_ratings and csat_score is not null
),

merged_tickets as (
    select
        ticket_key,
        'merged' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        cast(null as varchar) as new_value,
        updated_at as occurred_at,
        7 as derived_order
    from known
    where not has_merges and is_merged
),

final as (
    select * from creations
    union all
    select * from first_replies
    union all
    select * from resolutions
    union all
    select * from closures
    union all
    select * from current_statuses
    union all
    select * from ratings
    union all
    select * from merged_tickets
)

select * from final
