{{ config(pre_hook="{{ stop_at_faults(ref('int_seed_faults')) }}") }}

with

calendars as (
    select * from {{ ref('calendars') }}
),

stretches as (
    select * from {{ ref('int_business_time__stretches') }}
),

holidays as (
    select * from {{ ref('holidays') }}
),

span as (
    select * from {{ ref('int_business_time__span') }}
),

quarter_hours as (
    select {{ quarter_hours('slots_from', 'slots_to') }} as slot_start
    from span
),

local_slots as (
    select
        calendars.calendar_id,
        quarter_hours.slot_start,
        {{ local_time('quarter_hours.slot_start', 'calendars.time_zone') }} as local_start
    from calendars
    cross join quarter_hours
),

open_slots as (
    select
        local_slots.calendar_id,
        local_slots.slot_start
    from local_slots
    inner join stretches
        on
            local_slots.calendar_id = stretches.calendar_id
            and extract(isodow from local_slots.local_start) = stretches.iso_weekday
    anti join holidays
        on
            local_slots.calendar_id = holidays.calendar_id
            and cast(local_slots.local_start as date) = holidays.holiday_date
    where
        extract(hour from local_slots.local_start) * 60
        + extract(minute from local_slots.local_start)
        between stretches.opens_at_minute and stretches.closes_at_minute - 1
),

marked as (
    select
        local_slots.calendar_id,
        local_slots.slot_start,
        open_slots.slot_start is not null as is_open
    from local_slots
    left join open_slots
        on
            local_slots.calendar_id = open_slots.calendar_id
            and local_slots.slot_start = open_slots.slot_start
),

final as (
    select
        calendar_id,
        slot_start,
        is_open,
        cast(sum(case when is_open then 15 else 0 end) over by_calendar as bigint)
        - case when is_open then 15 else 0 end as open_minutes_before
    from marked
    window by_calendar as (partition by calendar_id order by slot_start)
)

select * from final
