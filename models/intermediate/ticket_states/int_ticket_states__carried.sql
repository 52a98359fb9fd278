with

initial_states as (
    select * from {{ ref('int_ticket_states__initial') }}
),

events as (
    select * from {{ ref('int_ticket_events__stream') }}
    where event_type in ('status_changed', 'priority_changed', 'queue_changed', 'agent_changed')
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

changes as (
    select
        ticket_key,
        0 as event_number,
        created_at as changed_at,
        status,
        priority,
        queue,
        agent_id
    from initial_states

    union all

    select
        ticket_key,
        event_number,
        occurred_at as changed_at,
        case when event_type = 'status_changed' then new_value end as status,
        case when event_type = 'priority_changed' then new_value end as priority,
        case when event_type = 'queue_changed' then coalesce(new_value, 'unassigned') end as queue,
        case when event_type = 'agent_changed' then coalesce(new_value, '') end as agent_id
    from events
),

carried as (
    select
        ticket_key,
        event_number,
        changed_at,
        last_value(status ignore nulls) over so_far as status,
        last_value(priority ignore nulls) over so_far as priority,
        last_value(queue ignore nulls) over so_far as queue,
        last_value(agent_id ignore nulls) over so_far as agent_id,
        lead(changed_at) over in_order as next_changed_at
    from changes
    window
        in_order as (partition by ticket_key order by changed_at, event_number),
        so_far as (
            partition by ticket_key order by changed_at, event_number
            rows between unbounded preceding and current row
        )
),

final as (
    select
        carried.ticket_key,
        carried.event_number,
        carried.changed_at,
        carried.status,
        statuses.is_open,
        carried.priority,
        carried.queue,
        nullif(carried.agent_id, '') as agent_id,
        carried.next_changed_at
    from carried
    left join statuses
        on carried.status = statuses.status
)

select * from final
