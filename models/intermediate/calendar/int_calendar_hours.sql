-- Grain: one row per opening stretch of a weekday of a calendar, in local minutes.
with

business_hours as (
    select * from {{ ref('business_hours') }}
),

final as (
    select
        calendar_id,
        iso_weekday,
        {{ minute_of_day('opens_at') }} as opens_at_minute,
        {{ minute_of_day('closes_at') }} as closes_at_minute
    from business_hours
)

select * from final
