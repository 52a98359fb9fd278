-- Grain: one row per business calendar.
with

calendars as (
    select * from {{ ref('calendars') }}
),

stretches as (
    select * from {{ ref('int_calendar_hours') }}
),

opening_hours as (
    select
        calendar_id,
        cast(sum(closes_at_minute - opens_at_minute) as bigint) as open_minutes_per_week
    from stretches
    group by calendar_id
),

final as (
    select
        -- key
        calendars.calendar_id,

        -- attributes
        calendars.calendar_name,
        calendars.time_zone,
        coalesce(opening_hours.open_minutes_per_week, 0) as open_minutes_per_week
    from calendars
    left join opening_hours
        on calendars.calendar_id = opening_hours.calendar_id
)

select * from final
