-- Grain: one row per day from the first ticket to as_of.
with

dates as (
    select * from {{ ref('int_dates') }}
),

final as (
    select
        -- key
        date_day,

        -- periods
        {{ week_of('date_day') }} as week_start_date,
        cast(date_trunc('month', date_day) as date) as month_start_date,
        cast(date_trunc('quarter', date_day) as date) as quarter_start_date,
        cast(extract(isoyear from date_day) as bigint) as iso_year,
        cast(extract(week from date_day) as bigint) as iso_week,
        cast(extract(isodow from date_day) as bigint) as iso_weekday,
        extract(isodow from date_day) >= 6 as is_weekend
    from dates
)

select * from final
