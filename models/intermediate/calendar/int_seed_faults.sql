with

stretches as (
    select * from {{ ref('int_calendar_hours') }}
),

neighbours as (
    select
        *,
        lag(closes_at_minute) over (partition by calendar_id, iso_weekday order by opens_at_minute)
            as previous_closes_at_minute
    from stretches
),

checked as (
    select
        *,
        case
            when
                iso_weekday not between 1 and 7
                then 'a weekday that is none; 1 is Monday, 7 is Sunday'
            when opens_at_minute % 15 <> 0 or closes_at_minute % 15 <> 0
                then 'hours off the quarter hour; open and close at :00, :15, :30 or :45'
            when opens_at_minute >= closes_at_minute
                then 'hours that close before they open; a night shift is two rows, one until 24:00'
            when closes_at_minute > 24 * 60 then 'hours past 24:00'
            when opens_at_minute < previous_closes_at_minute then 'two stretches that overlap'
        end as what
    from neighbours
),

final as (
    select
        calendar_id,
        'Calendar '
        || calendar_id
        || ' in business_hours.csv has, on weekday '
        || iso_weekday
        || ', '
        || what
        || '.'
            as fault
    from checked
    where what is not null
)

select * from final
