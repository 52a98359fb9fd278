-- Grain: one row per ticket and stretch in which status, priority, queue and agent stay the same
-- (rule T4).
with

lasting_states as (
    select * from {{ ref('int_ticket_states') }}
    where is_lasting
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

slots as (
    select * from {{ ref('int_calendar_slots') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

compared as (
    select
        *,
        lag(status) over in_order as previous_status,
        lag(priority) over in_order as previous_state_priority,
        lag(queue) over in_order as previous_state_queue,
        coalesce(lag(agent_id) over in_order, '') as previous_agent_id
    from lasting_states
    window in_order as (partition by ticket_key order by changed_at)
),

changed as (
    select
        *,
        lead(changed_at) over in_order as next_changed_at,
        lead(business_position) over in_order as next_business_position
    from compared
    where
        previous_status is null
        or status <> previous_status
        or priority <> previous_state_priority
        or queue <> previous_state_queue
        or coalesce(agent_id, '') <> previous_agent_id
    window in_order as (partition by ticket_key order by changed_at)
),

-- The business position of as_of in each calendar: stretches that last end there.
calendar_ends as (
    select
        slots.calendar_id,
        {{ business_position('as_of.as_of', 'slots') }} as business_position
    from slots
    inner join as_of
        on slots.slot_start = {{ quarter_hour_of('as_of.as_of') }}
),

final as (
    select
        -- key
        changed.ticket_key,
        changed.source_system,

        -- span (UTC, half-open)
        changed.changed_at as valid_from,
        coalesce(changed.next_changed_at, as_of.as_of) as valid_to,
        changed.next_changed_at is null as is_current,

        -- state
        changed.status,
        changed.is_open,
        changed.clock_owner,
        changed.priority,
        changed.queue,
        changed.agent_id,
        tickets.calendar_id,

        -- measures
        {{ microseconds_between(
            'changed.changed_at', 'coalesce(changed.next_changed_at, as_of.as_of)'
        ) }} as calendar_microseconds,
        coalesce(changed.next_business_position, calendar_ends.business_position)
        - changed.business_position as business_microseconds
    from changed
    cross join as_of
    inner join tickets
        on changed.ticket_key = tickets.ticket_key
    inner join calendar_ends
        on tickets.calendar_id = calendar_ends.calendar_id
)

select * from final
