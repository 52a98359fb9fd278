with

intervals as (
    select * from {{ ref('int_ticket_states__intervals') }}
),

ticket_calendars as (
    select * from {{ ref('int_tickets__calendars') }}
),

slots as (
    select * from {{ ref('int_business_time__slots') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

final as (
    select
        intervals.ticket_key,
        intervals.valid_from,
        intervals.valid_to,
        intervals.is_current,
        intervals.status,
        intervals.is_open,
        statuses.clock_owner,
        intervals.priority,
        intervals.queue,
        intervals.agent_id,
        {{ microseconds_between('intervals.valid_from', 'intervals.valid_to') }}
            as calendar_microseconds,
        {{ business_position('intervals.valid_to', 'to_slots') }}
        - ({{ business_position('intervals.valid_from', 'from_slots') }}) as business_microseconds
    from intervals
    inner join ticket_calendars
        on intervals.ticket_key = ticket_calendars.ticket_key
    inner join statuses
        on intervals.status = statuses.status
    inner join slots as from_slots
        on {{ is_in_slot('intervals.valid_from', 'ticket_calendars.calendar_id', 'from_slots') }}
    inner join slots as to_slots
        on {{ is_in_slot('intervals.valid_to', 'ticket_calendars.calendar_id', 'to_slots') }}
)

select * from final
