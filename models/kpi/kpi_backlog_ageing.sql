with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where is_open
),

dates as (
    select * from {{ ref('dim_date') }}
),

age_buckets as (
    select * from {{ ref('age_buckets') }}
),

as_of as (
    select max(date_day) as as_of_date from dates
),

aged as (
    select
        as_of.as_of_date,
        tickets.source_system,
        tickets.queue,
        as_of.as_of_date - tickets.created_date as age_days
    from tickets
    cross join as_of
),

final as (
    select
        -- key
        aged.as_of_date,
        aged.source_system,
        aged.queue,
        age_buckets.age_bucket,
        age_buckets.min_age_days,

        -- figures
        count(*) as open_ticket_count,
        max(aged.age_days) as oldest_ticket_age_days
    from aged
    inner join age_buckets
        on
            aged.age_days >= age_buckets.min_age_days
            and (age_buckets.max_age_days is null or aged.age_days < age_buckets.max_age_days)
    group by
        aged.as_of_date,
        aged.source_system,
        aged.queue,
        age_buckets.age_bucket,
        age_buckets.min_age_days
)

select * from final
order by source_system, queue, min_age_days
