-- Grain: one row per source, queue and age class with open tickets at as_of.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where is_open
),

as_of as (
    select * from {{ ref('dim_as_of') }}
),

age_buckets as (
    select * from {{ ref('age_buckets') }}
),

final as (
    select
        -- key
        as_of.as_of_date,
        tickets.source_system,
        tickets.queue,
        tickets.age_bucket,
        age_buckets.min_age_days,

        -- figures
        count(*) as open_ticket_count,
        max(tickets.open_age_days) as oldest_ticket_age_days
    from tickets
    cross join as_of
    inner join age_buckets
        on tickets.age_bucket = age_buckets.age_bucket
    group by
        as_of.as_of_date,
        tickets.source_system,
        tickets.queue,
        tickets.age_bucket,
        age_buckets.min_age_days
)

select * from final
order by source_system, queue, min_age_days
