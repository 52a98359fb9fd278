-- Grain: one row per weekday, hour of the day, source, queue and channel with a ticket created.
with

tickets as (
    select
        source_system,
        queue,
        channel,
        created_date,
        {{ local_time('created_at', text_literal(var('reporting_time_zone'))) }} as created_at_local
    from {{ ref('fct_tickets') }}
    where is_in_scope
),

dates as (
    select * from {{ ref('dim_date') }}
),

weekdays as (
    select
        iso_weekday,
        count(*) as day_count
    from dates
    group by iso_weekday
),

created as (
    select
        dates.iso_weekday,
        cast(extract(hour from tickets.created_at_local) as bigint) as hour_of_day,
        tickets.source_system,
        tickets.queue,
        tickets.channel,
        count(*) as created_count
    from tickets
    inner join dates
        on tickets.created_date = dates.date_day
    group by
        dates.iso_weekday,
        cast(extract(hour from tickets.created_at_local) as bigint),
        tickets.source_system,
        tickets.queue,
        tickets.channel
),

final as (
    select
        -- key
        created.iso_weekday,
        created.hour_of_day,
        created.source_system,
        created.queue,
        created.channel,

        -- figures
        created.created_count,
        weekdays.day_count,
        {{ ratio('created.created_count', 'weekdays.day_count') }} as created_per_day
    from created
    inner join weekdays
        on created.iso_weekday = weekdays.iso_weekday
)

select * from final
order by iso_weekday, hour_of_day, source_system, queue, channel
