-- Grain: one row per calendar and UTC quarter hour, open or closed by local time, numbered by the
-- open minutes before it (rules C).
{{ config(pre_hook="{{ stop_at_faults(ref('int_seed_faults')) }}") }}

with

calendars as (
    select * from {{ ref('calendars') }}
),

opening_hours as (
    select * from {{ ref('int_calendar_hours') }}
),

holidays as (
    select * from {{ ref('holidays') }}
),

policies as (
    select * from {{ ref('sla_policies') }}
),

tickets as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

open_weeks as (
    select
        calendar_id,
        sum(closes_at_minute - opens_at_minute) as open_minutes_per_week
    from opening_hours
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

-- A target of n weeks' hours is over after n weeks, a day off costs a week at most, and a start in
-- mid-week one more.
reaches as (
    select
        7 * (
            cast(
                ceil(
                    policies.target_minutes / cast(open_weeks.open_minutes_per_week as double)
                ) as integer
            )
            + coalesce(coming_holidays.holiday_count, 0) + 1
        ) as reach_days
    from policies
    inner join open_weeks
        on coalesce(policies.calendar_id, open_weeks.calendar_id) = open_weeks.calendar_id
    left join coming_holidays
        on open_weeks.calendar_id = coming_holidays.calendar_id
),

farthest as (
    select cast(coalesce(max(reach_days), 0) as integer) as reach_days from reaches
),

first_tickets as (
    select min(created_at) as created_at from tickets
),

-- Past as_of until any target that starts there has run out.
span as (
    select
        date_trunc('day', least(first_tickets.created_at, as_of.as_of)) as slots_from,
        cast(cast(as_of.as_of as date) + 2 + farthest.reach_days as timestamp) as slots_to
    from as_of
    cross join farthest
    cross join first_tickets
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
    inner join opening_hours
        on
            local_slots.calendar_id = opening_hours.calendar_id
            and extract(isodow from local_slots.local_start) = opening_hours.iso_weekday
    anti join holidays
        on
            local_slots.calendar_id = holidays.calendar_id
            and cast(local_slots.local_start as date) = holidays.holiday_date
    where
        extract(hour from local_slots.local_start) * 60
        + extract(minute from local_slots.local_start)
        between opening_hours.opens_at_minute and opening_hours.closes_at_minute - 1
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
