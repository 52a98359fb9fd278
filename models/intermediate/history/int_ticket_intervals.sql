-- Grain: one row per ticket and stretch in which status, priority, queue and agent stay the same
-- (rule T4), measured in the calendar of its queue (rule C1).
with

lasting_states as (
    select * from {{ ref('int_ticket_states') }}
    where is_lasting
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
        lead(changed_at) over in_order as next_changed_at
    from compared
    where
        previous_status is null
        or status <> previous_status
        or priority <> previous_state_priority
        or queue <> previous_state_queue
        or coalesce(agent_id, '') <> previous_agent_id
    window in_order as (partition by ticket_key order by changed_at)
),

spans as (
    select
        changed.*,
        coalesce(changed.next_changed_at, as_of.as_of) as valid_to
    from changed
    cross join as_of
),

measured as (
    select
        spans.*,
        {{ business_position('spans.changed_at', 'from_slots') }} as calendar_position,
        {{ business_position('spans.valid_to', 'to_slots') }} as end_position
    from spans
    inner join slots as from_slots
        on {{ is_in_slot('spans.changed_at', 'spans.calendar_id', 'from_slots') }}
    inner join slots as to_slots
        on {{ is_in_slot('spans.valid_to', 'spans.calendar_id', 'to_slots') }}
),

final as (
    select
        -- key
        ticket_key,
        source_system,

        -- span (UTC, half-open)
        changed_at as valid_from,
        valid_to,
        next_changed_at is null as is_current,

        -- state
        status,
        is_open,
        clock_owner,
        priority,
        queue,
        agent_id,
        is_in_backlog,
        calendar_id,

        -- measures
        {{ microseconds_between('changed_at', 'valid_to') }} as calendar_microseconds,
        end_position - calendar_position as business_microseconds,

        -- where it starts: on its calendar, and in the open time of the ticket's life
        calendar_position,
        cast(
            sum(end_position - calendar_position) over (
                partition by ticket_key order by changed_at
                rows between unbounded preceding and current row
            ) as bigint
        ) - (end_position - calendar_position) as business_microseconds_before
    from measured
)

select * from final
