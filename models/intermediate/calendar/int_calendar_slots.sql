-- Grain: one row per calendar and UTC quarter hour, open or closed by local time, numbered by the
-- open minutes before it (rules C).
{{ config(pre_hook="{{ stop_at_faults(ref('int_seed_faults')) }}") }}

with

calendars as (
    select * from {{ ref('calendars') }}
),

hours as (
    select * from {{ ref('int_calendar_hours') }}
),

holidays as (
    select distinct
        calendar_id,
        holiday_date
    from {{ ref('holidays') }}
),

policies as (
    select * from {{ ref('sla_policies') }}
),

dates as (
    select * from {{ ref('int_dates') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- Hours without an end, of which each calendar has some.
lasting_weeks as (
    select
        calendar_id,
        max(valid_from) as lasts_from,
        sum(closes_at_minute - opens_at_minute) as open_minutes_per_week
    from hours
    where not is_single_day and valid_to is null
    group by calendar_id
),

coming_holidays as (
    select
        holidays.calendar_id,
        count(*) as holiday_count
    from holidays
    inner join as_of
        on holidays.holiday_date >= as_of.as_of_date - 1
    group by holidays.calendar_id
),

-- A target of n weeks' hours is over after n weeks in which they hold, a day with other hours costs
-- a week at most, and a start in mid-week one more. A policy without a calendar may count in any.
reaches as (
    select
        lasting_weeks.lasts_from,
        7 * (
            cast(
                ceil(
                    policies.target_minutes
                    / cast(lasting_weeks.open_minutes_per_week as double)
                ) as integer
            )
            + coalesce(coming_holidays.holiday_count, 0) + 1
        ) as reach_days
    from lasting_weeks
    inner join policies
        on lasting_weeks.calendar_id = coalesce(policies.calendar_id, lasting_weeks.calendar_id)
    left join coming_holidays
        on lasting_weeks.calendar_id = coming_holidays.calendar_id
),

farthest as (
    select
        cast(coalesce(max(reach_days), 0) as integer) as reach_days,
        max(lasts_from) as lasts_from
    from reaches
),

first_dates as (
    select min(date_day) as first_date from dates
),

-- From before the first day, wherever it is, until any target that starts at as_of has run out.
span as (
    select
        cast(first_dates.first_date - 1 as timestamp) as slots_from,
        cast(
            greatest(cast(as_of.as_of as date), farthest.lasts_from) + 2 + farthest.reach_days
            as timestamp
        ) as slots_to
    from as_of
    cross join farthest
    cross join first_dates
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

-- The days of these slots: a calendar's may begin before those of UTC, or end after them.
local_days as (
    select {{ days('cast(slots_from as date) - 1', 'cast(slots_to as date) + 1') }} as local_date
    from span
),

-- Which hours hold on which day. A day in holidays has its own, or none, from midnight to midnight.
open_stretches as (
    select
        hours.calendar_id,
        local_days.local_date,
        hours.opens_at_minute,
        hours.closes_at_minute
    from local_days
    inner join hours
        on extract(isodow from local_days.local_date) = hours.iso_weekday
    left join holidays
        on
            hours.calendar_id = holidays.calendar_id
            and local_days.local_date = holidays.holiday_date
    where
        hours.is_single_day = (holidays.holiday_date is not null)
        and coalesce(
            hours.valid_from + hours.days_since_opening <= local_days.local_date, true
        )
        and coalesce(local_days.local_date < hours.valid_to + hours.days_since_opening, true)
),

open_slots as (
    select
        local_slots.calendar_id,
        local_slots.slot_start
    from local_slots
    inner join open_stretches
        on
            local_slots.calendar_id = open_stretches.calendar_id
            and cast(local_slots.local_start as date) = open_stretches.local_date
    where
        extract(hour from local_slots.local_start) * 60
        + extract(minute from local_slots.local_start)
        between open_stretches.opens_at_minute and open_stretches.closes_at_minute - 1
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
        {{ hash_key(['calendar_id', 'slot_start']) }} as slot_key,
        calendar_id,
        slot_start,
        is_open,
        cast(
            sum(case when is_open then 15 else 0 end) over (
                partition by calendar_id order by slot_start
                rows between unbounded preceding and current row
            ) as bigint
        )
        - case when is_open then 15 else 0 end as open_minutes_before
    from marked
)

select * from final
