with

states as (
    select * from {{ ref('int_ticket_states__carried') }}
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

-- Of several changes at one instant only the last state lasted.
lasting as (
    select
        *,
        lag(status) over in_order as previous_status,
        lag(priority) over in_order as previous_priority,
        lag(queue) over in_order as previous_queue,
        coalesce(lag(agent_id) over in_order, '') as previous_agent_id
    from states
    where next_changed_at is null or next_changed_at > changed_at
    window in_order as (partition by ticket_key order by changed_at, event_number)
),

changed as (
    select
        *,
        lead(changed_at) over (partition by ticket_key order by changed_at) as next_valid_from
    from lasting
    where
        previous_status is null
        or status <> previous_status
        or priority <> previous_priority
        or queue <> previous_queue
        or coalesce(agent_id, '') <> previous_agent_id
),

final as (
    select
        changed.ticket_key,
        changed.changed_at as valid_from,
        coalesce(changed.next_valid_from, as_of.as_of) as valid_to,
        changed.next_valid_from is null as is_current,
        changed.status,
        changed.is_open,
        changed.priority,
        changed.queue,
        changed.agent_id
    from changed
    cross join as_of
)

select * from final
