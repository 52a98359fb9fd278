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
        first_agent_id as agent_id
    from tickets

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
        {{ last_known("nullif(agent_id, '')") }} over before_it as last_agent_id,
        lead(changed_at) over in_order as next_changed_at
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

compared as (
    select
        carried.*,
        statuses.is_open,
        statuses.clock_owner,
        lag(statuses.is_open) over in_order as was_open,
        lag(carried.priority) over in_order as previous_priority,
        lag(carried.queue) over in_order as previous_queue
    from carried
    left join statuses
        on carried.status = statuses.status
    window in_order as (partition by carried.ticket_key order by carried.event_number)
),

final as (
    select
        -- key
        compared.ticket_key,
        tickets.source_system,
        compared.event_number,
        compared.changed_at,

        -- state after the change
        compared.status,
        compared.is_open,
        compared.clock_owner,
        compared.priority,
        compared.queue,
        nullif(compared.agent_id, '') as agent_id,

        -- slice before it
        coalesce(compared.previous_priority, compared.priority) as previous_priority,
        coalesce(compared.previous_queue, compared.queue) as previous_queue,

        -- what moved; a ticket that is born resolved is created and resolved at once
        compared.event_number = 0 as is_created,
        (compared.event_number = 0 or compared.was_open) and not compared.is_open as is_resolved,
        compared.event_number > 0 and not compared.was_open and compared.is_open as is_reopened,
        compared.event_number > 0
        and compared.was_open
        and compared.is_open
        and (
            compared.priority <> compared.previous_priority
            or compared.queue <> compared.previous_queue
        ) as is_transferred,
        compared.event_number > 0 and compared.queue <> compared.previous_queue
            as is_queue_transfer,
        -- an agent gets it who was not the last to have it, whoever had it in between
        compared.agent_id <> '' and compared.agent_id <> coalesce(compared.last_agent_id, '')
            as is_taken_over,

        -- of several changes at one instant only the last state lasts
        compared.next_changed_at is null or compared.next_changed_at > compared.changed_at
            as is_lasting,
        {{ business_position('compared.changed_at', 'slots') }} as business_position
    from compared
    inner join tickets
        on compared.ticket_key = tickets.ticket_key
    inner join slots
        on {{ is_in_slot('compared.changed_at', 'tickets.calendar_id', 'slots') }}
)

select * from final
