-- Grain: one row per business calendar.
with

calendars as (
    select * from {{ ref('calendars') }}
),

stretches as (
    select * from {{ ref('int_calendar_hours') }}
    where not is_single_day
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

local_days as (
    select
        calendars.calendar_id,
        cast({{ local_time('as_of.as_of', 'calendars.time_zone') }} as date) as local_date
    from calendars
    cross join as_of
),

-- Days on which other hours begin to hold.
changes as (
    select
        calendar_id,
        valid_from as change_date
    from stretches

    union all

    select
        calendar_id,
        valid_to as change_date
    from stretches
),

periods as (
    select
        local_days.calendar_id,
        max(changes.change_date) filter (where changes.change_date <= local_days.local_date)
            as hours_valid_from,
        min(changes.change_date) filter (where changes.change_date > local_days.local_date)
            as hours_valid_to
    from local_days
    inner join changes
        on local_days.calendar_id = changes.calendar_id
    group by local_days.calendar_id
),

weeks as (
    select
        stretches.calendar_id,
        cast(sum(stretches.closes_at_minute - stretches.opens_at_minute) as bigint)
            as open_minutes_per_week
    from stretches
    inner join local_days
        on stretches.calendar_id = local_days.calendar_id
    where
        coalesce(stretches.valid_from <= local_days.local_date, true)
        and coalesce(local_days.local_date < stretches.valid_to, true)
    group by stretches.calendar_id
),

final as (
    select
        -- key
        calendars.calendar_id,

        -- attributes
        calendars.calendar_name,
        calendars.time_zone,

        -- hours that hold at as_of
        coalesce(weeks.open_minutes_per_week, 0) as open_minutes_per_week,
        periods.hours_valid_from,
        periods.hours_valid_to
    from calendars
    left join weeks
        on calendars.calendar_id = weeks.calendar_id
    left join periods
        on calendars.calendar_id = periods.calendar_id
)

select * from final
