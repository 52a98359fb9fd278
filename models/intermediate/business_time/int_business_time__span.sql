with

policies as (
    select * from {{ ref('int_sla__policies') }}
),

stretches as (
    select * from {{ ref('int_business_time__stretches') }}
),

holidays as (
    select * from {{ ref('holidays') }}
),

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

opening_hours as (
    select
        calendar_id,
        sum(closes_at_minute - opens_at_minute) as open_minutes_per_week
    from stretches
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
                    policies.target_minutes / cast(opening_hours.open_minutes_per_week as double)
                ) as integer
            )
            + coalesce(coming_holidays.holiday_count, 0) + 1
        ) as reach_days
    from policies
    inner join opening_hours
        on policies.calendar_id = opening_hours.calendar_id
    left join coming_holidays
        on policies.calendar_id = coming_holidays.calendar_id
),

farthest as (
    select max(reach_days) as reach_days from reaches
),

first_tickets as (
    select min(created_at) as created_at from tickets
),

final as (
    select
        date_trunc('day', least(first_tickets.created_at, as_of.as_of)) as slots_from,
        cast(
            cast(as_of.as_of as date)
            + 2
            + cast(coalesce(farthest.reach_days, 0) as integer) as timestamp
        ) as slots_to
    from as_of
    cross join farthest
    cross join first_tickets
)

select * from final
