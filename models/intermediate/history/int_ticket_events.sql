-- Grain: one row per event up to as_of, logged or derived from the ticket's own times where no log
-- tells it (rule R5), numbered within its ticket.
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

logged as (
    select * from {{ ref('int_event_records') }}
    where reject_reasons is null
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

creations as (
    select
        ticket_key,
        1 as derived_order,
        'created' as event_type,
        'customer' as actor_type,
        requester_id as actor_id,
        cast(null as varchar) as new_value,
        created_at as occurred_at
    from tickets
    where not has_created
),

first_replies as (
    select
        ticket_key,
        2 as derived_order,
        'agent_replied' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        cast(null as varchar) as new_value,
        first_responded_at as occurred_at
    from tickets
    where not has_reply_log
),

resolutions as (
    select
        ticket_key,
        3 as derived_order,
        'status_changed' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        'resolved' as new_value,
        resolved_at as occurred_at
    from tickets
    where not has_status_changes
),

closures as (
    select
        ticket_key,
        4 as derived_order,
        'status_changed' as event_type,
        'system' as actor_type,
        cast(null as varchar) as actor_id,
        'closed' as new_value,
        closed_at as occurred_at
    from tickets
    where not has_status_changes
),

-- The status the ticket shows now, where its times do not end in it already.
current_statuses as (
    select
        ticket_key,
        5 as derived_order,
        'status_changed' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        status as new_value,
        updated_at as occurred_at
    from tickets
    where
        not has_status_changes
        and status <> coalesce(
            case when closed_at is not null then 'closed' end,
            case when resolved_at is not null then 'resolved' end,
            case when status = 'new' or has_status_log then status end,
            'open'
        )
),

ratings as (
    select
        ticket_key,
        6 as derived_order,
        'rated' as event_type,
        'customer' as actor_type,
        requester_id as actor_id,
        cast(csat_score as varchar) as new_value,
        coalesce(closed_at, resolved_at, updated_at) as occurred_at
    from tickets
    where not has_rating_log and csat_score is not null
),

merged_tickets as (
    select
        ticket_key,
        7 as derived_order,
        'merged' as event_type,
        'agent' as actor_type,
        agent_id as actor_id,
        cast(null as varchar) as new_value,
        updated_at as occurred_at
    from tickets
    where not has_merge_log and is_merged
),

derived as (
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
        source_order
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
        derived_order - 10 as source_order
    from derived
),

-- What comes after as_of, or has no time, did not happen.
final as (
    select
        unioned.*,
        row_number() over (
            partition by unioned.ticket_key
            order by
                unioned.occurred_at,
                case when unioned.event_type = 'created' then 0 else 1 end,
                unioned.source_order
        ) as event_number
    from unioned
    inner join as_of
        on unioned.occurred_at <= as_of.as_of
)

select * from final
