with

known as (
    select * from {{ ref('int_ticket_events__gaps') }}
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
            case when status = 'new' or has_status_log then status end,
            'open'
        )
),

final as (
    select * from resolutions
    union all
    select * from closures
    union all
    select * from current_statuses
)

select * from final
