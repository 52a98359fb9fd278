with

known as (
    select * from {{ ref('int_ticket_events__gaps') }}
),

status_changes as (
    select * from {{ ref('int_ticket_events__derived_statuses') }}
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
    select * from status_changes
    union all
    select * from ratings
    union all
    select * from merged_tickets
)

select * from final
