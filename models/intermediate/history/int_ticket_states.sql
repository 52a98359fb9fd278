-- Grain: one row per ticket and change of status, priority, queue or agent, the creation first:
-- what it became, what it was before, and what that means.
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

events as (
    select * from {{ ref('int_ticket_events') }}
    where event_type in ('status_changed', 'priority_changed', 'queue_changed', 'agent_changed')
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

slots as (
    select * from {{ ref('int_calendar_slots') }}
),

changes as (
    select
        ticket_key,
        0 as event_number,
        created_at as changed_at,
        first_status as status,
        first_priority as priority,
        first_queue as queue,
        first_agent_id as agent_id,
        cast(null as varchar) as actor_type,
        cast(null as varchar) as actor_id
    from tickets

    union all

    select
        ticket_key,
        event_number,
        occurred_at as changed_at,
        case when event_type = 'status_changed' then new_value end as status,
        case when event_type = 'priority_changed' then new_value end as priority,
        case when event_type = 'queue_changed' then coalesce(new_value, 'unassigned') end as queue,
        case when event_type = 'agent_changed' then coalesce(new_value, '') end as agent_id,
        actor_type,
        actor_id
    from events
),

-- Nobody is the empty agent: null says that nothing changed.
carried as (
    select
        ticket_key,
        event_number,
        changed_at,
        {{ last_known('status') }} over so_far as status,
        {{ last_known('priority') }} over so_far as priority,
        {{ last_known('queue') }} over so_far as queue,
        {{ last_known('agent_id') }} over so_far as agent_id,
        {{ last_known('status') }} over before_it as previous_status,
        {{ last_known('priority') }} over before_it as previous_priority,
        {{ last_known('queue') }} over before_it as previous_queue,
        {{ last_known("nullif(agent_id, '')") }} over before_it as last_agent_id,
        lead(changed_at) over in_order as next_changed_at,
        actor_type,
        actor_id
    from changes
    window
        in_order as (partition by ticket_key order by event_number),
        so_far as (
            partition by ticket_key order by event_number
            rows between unbounded preceding and current row
        ),
        before_it as (
            partition by ticket_key order by event_number
            rows between unbounded preceding and 1 preceding
        )
),

final as (
    select
        -- key
        carried.ticket_key,
        tickets.source_system,
        carried.event_number,
        carried.changed_at,

        -- who changed it
        carried.actor_type,
        carried.actor_id,

        -- state after the change
        carried.status,
        statuses.is_open,
        statuses.clock_owner,
        carried.priority,
        carried.queue,
        nullif(carried.agent_id, '') as agent_id,

        -- slice before it
        coalesce(carried.previous_priority, carried.priority) as previous_priority,
        coalesce(carried.previous_queue, carried.queue) as previous_queue,

        -- what moved; a ticket that is born resolved is created and resolved at once
        carried.event_number = 0 as is_created,
        (carried.event_number = 0 or previous_statuses.is_open)
        and not statuses.is_open as is_resolved,
        carried.event_number > 0
        and not previous_statuses.is_open
        and statuses.is_open as is_reopened,
        carried.event_number > 0
        and previous_statuses.is_open
        and statuses.is_open
        and (
            carried.priority <> carried.previous_priority
            or carried.queue <> carried.previous_queue
        ) as is_transferred,
        carried.event_number > 0 and carried.queue <> carried.previous_queue as is_queue_transfer,
        -- an agent gets it who was not the last to have it, whoever had it in between
        carried.agent_id <> '' and carried.agent_id <> coalesce(carried.last_agent_id, '')
            as is_taken_over,

        -- of several changes at one instant only the last state lasts
        carried.next_changed_at is null or carried.next_changed_at > carried.changed_at
            as is_lasting,
        {{ business_position('carried.changed_at', 'slots') }} as business_position
    from carried
    inner join tickets
        on carried.ticket_key = tickets.ticket_key
    left join statuses
        on carried.status = statuses.status
    left join statuses as previous_statuses
        on carried.previous_status = previous_statuses.status
    inner join slots
        on {{ is_in_slot('carried.changed_at', 'tickets.calendar_id', 'slots') }}
)

select * from final
