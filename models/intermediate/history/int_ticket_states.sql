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

queue_changes as (
    select
        ticket_key,
        event_number,
        new_value as queue
    from {{ ref('int_ticket_events') }}
    where event_type = 'queue_changed' and new_value is not null
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

queues as (
    select * from {{ ref('int_queues') }}
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
        {{ last_known('status') }} over whole_life as last_status,
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
        ),
        whole_life as (
            partition by ticket_key order by event_number
            rows between unbounded preceding and unbounded following
        )
),

-- Rule C1: until it has a queue, a ticket is in the calendar of the first one it gets.
first_queues as (
    select
        queue_changes.ticket_key,
        min(queue_changes.event_number) as event_number,
        {{ earliest('queue_changes.queue', ['queue_changes.event_number']) }} as queue
    from queue_changes
    inner join tickets
        on queue_changes.ticket_key = tickets.ticket_key
    where tickets.first_queue = 'unassigned'
    group by queue_changes.ticket_key
),

placed as (
    select
        carried.*,
        tickets.source_system,
        tickets.is_end_known,
        statuses.is_open,
        statuses.is_in_scope,
        statuses.clock_owner,
        carried.event_number = 0 as is_created,
        coalesce(previous_statuses.is_open, true) as was_open,
        coalesce(previous_statuses.is_in_scope, true) as was_in_scope,
        last_statuses.is_in_scope and tickets.is_end_known as is_in_backlog,
        queues.calendar_id
    from carried
    inner join tickets
        on carried.ticket_key = tickets.ticket_key
    left join statuses
        on carried.status = statuses.status
    left join statuses as previous_statuses
        on carried.previous_status = previous_statuses.status
    left join statuses as last_statuses
        on carried.last_status = last_statuses.status
    left join first_queues
        on carried.ticket_key = first_queues.ticket_key
    inner join queues
        on
            tickets.source_system = queues.source_system
            and queues.queue = case
                when carried.event_number < first_queues.event_number then first_queues.queue
                else carried.queue
            end
),

final as (
    select
        -- key
        ticket_key,
        source_system,
        event_number,
        changed_at,

        -- who changed it
        actor_type,
        actor_id,

        -- state after the change
        status,
        is_open,
        clock_owner,
        priority,
        queue,
        nullif(agent_id, '') as agent_id,
        is_in_backlog,
        calendar_id,

        -- slice before it
        coalesce(previous_priority, priority) as previous_priority,
        coalesce(previous_queue, queue) as previous_queue,

        -- what moved; a ticket that is born resolved is created and resolved at once. Deleting one
        -- ends nothing and restoring it is no reopening (rule L1), but both move the backlog
        is_created,
        was_open and not is_open and is_in_scope and is_end_known as is_resolved,
        not is_created and not was_open and was_in_scope and is_open as is_reopened,
        was_open and not is_open as is_leaving,
        not is_created and not was_open and is_open as is_coming_back,
        not is_created
        and was_open
        and is_open
        and (priority <> previous_priority or queue <> previous_queue) as is_transferred,
        not is_created and queue <> previous_queue as is_queue_transfer,
        -- an agent gets it who was not the last to have it, whoever had it in between
        agent_id <> '' and agent_id <> coalesce(last_agent_id, '') as is_taken_over,

        -- whose doing it is: the agent who made it; where that is not told, who has it then (L9)
        case
            when actor_type = 'agent' and actor_id is not null then actor_id
            when coalesce(actor_type, 'unknown') in ('agent', 'unknown') then nullif(agent_id, '')
        end as credited_agent_id,

        -- of several changes at one instant only the last state lasts
        next_changed_at is null or next_changed_at > changed_at as is_lasting
    from placed
)

select * from final
