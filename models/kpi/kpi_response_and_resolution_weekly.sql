-- Grain: one row per week, source, queue and priority with a first response given or a last
-- resolution reached in it.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
),

-- A response counts in the week it was given, a resolution in the week it was reached.
happenings as (
    select
        {{ week_of('first_responded_date') }} as week_start_date,
        source_system,
        queue,
        priority,
        first_response_calendar_minutes,
        first_response_business_minutes,
        cast(null as double) as full_resolution_calendar_minutes,
        cast(null as double) as full_resolution_business_minutes
    from tickets
    where is_first_response_counted

    union all

    select
        {{ week_of('resolved_date') }} as week_start_date,
        source_system,
        queue,
        priority,
        cast(null as double) as first_response_calendar_minutes,
        cast(null as double) as first_response_business_minutes,
        full_resolution_calendar_minutes,
        full_resolution_business_minutes
    from tickets
    where is_resolution_counted
),

final as (
    select
        -- key
        week_start_date,
        source_system,
        queue,
        priority,

        -- first response
        count(first_response_calendar_minutes) as responded_count,
        {{ mean('first_response_calendar_minutes') }} as first_response_calendar_minutes_mean,
        {{ percentile('first_response_calendar_minutes', 0.5) }}
            as first_response_calendar_minutes_median,
        {{ percentile('first_response_calendar_minutes', 0.9) }}
            as first_response_calendar_minutes_p90,
        {{ mean('first_response_business_minutes') }} as first_response_business_minutes_mean,
        {{ percentile('first_response_business_minutes', 0.5) }}
            as first_response_business_minutes_median,
        {{ percentile('first_response_business_minutes', 0.9) }}
            as first_response_business_minutes_p90,

        -- full resolution
        count(full_resolution_calendar_minutes) as resolved_count,
        {{ mean('full_resolution_calendar_minutes') }} as full_resolution_calendar_minutes_mean,
        {{ percentile('full_resolution_calendar_minutes', 0.5) }}
            as full_resolution_calendar_minutes_median,
        {{ percentile('full_resolution_calendar_minutes', 0.9) }}
            as full_resolution_calendar_minutes_p90,
        {{ mean('full_resolution_business_minutes') }} as full_resolution_business_minutes_mean,
        {{ percentile('full_resolution_business_minutes', 0.5) }}
            as full_resolution_business_minutes_median,
        {{ percentile('full_resolution_business_minutes', 0.9) }}
            as full_resolution_business_minutes_p90
    from happenings
    group by week_start_date, source_system, queue, priority
)

select * from final
order by week_start_date, source_system, queue, priority
