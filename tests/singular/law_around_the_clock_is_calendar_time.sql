-- Section 6: a calendar that never closes counts every minute.
with

always_open as (
    select stretches.calendar_id
    from {{ ref('int_calendar_hours') }} as stretches
    anti join {{ ref('holidays') }} as holidays
        on stretches.calendar_id = holidays.calendar_id
    group by stretches.calendar_id
    having sum(stretches.closes_at_minute - stretches.opens_at_minute) = 7 * 24 * 60
),

slots as (
    select * from {{ ref('int_calendar_slots') }}
)

select
    slots.calendar_id,
    slots.slot_start
from slots
inner join always_open
    on slots.calendar_id = always_open.calendar_id
where
    not slots.is_open
    or slots.open_minutes_before <> (
        epoch_us(slots.slot_start)
        - epoch_us(
            (
                select min(first_slots.slot_start)
                from {{ ref('int_calendar_slots') }} as first_slots
            )
        )
    ) / 60000000
