-- Grain: one row per opening stretch of a weekday of a calendar, in local minutes.
with

business_hours as (
    select * from {{ ref('business_hours') }}
),

final as (
    select
        calendar_id,
        iso_weekday,
        cast(split_part(opens_at, ':', 1) as integer) * 60
        + cast(split_part(opens_at, ':', 2) as integer)
            as opens_at_minute,
        cast(split_part(closes_at, ':', 1) as integer) * 60
        + cast(split_part(closes_at, ':', 2) as integer)
            as closes_at_minute
    from business_hours
)

select * from final
