with

intervals as (
    select * from {{ ref('int_ticket_states__intervals') }}
    where is_open
),

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

age_buckets as (
    select * from {{ ref('age_buckets') }}
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

-- The days at whose end the ticket is in this state: [from_date, to_date).
open_days as (
    select
        tickets.source_system,
        intervals.queue,
        intervals.priority,
        {{ local_date('tickets.created_at') }} as created_date,
        {{ local_date('intervals.valid_from') }} as from_date,
        case
            when intervals.is_current then as_of.as_of_date + 1
            else {{ local_date('intervals.valid_to') }}
        end as to_date
    from intervals
    cross join as_of
    inner join tickets
        on intervals.ticket_key = tickets.ticket_key
),

-- Cut at the few days on which the ticket grows into the next bucket.
bucket_days as (
    select
        open_days.source_system,
        open_days.queue,
        open_days.priority,
        age_buckets.age_bucket,
        greatest(open_days.from_date, open_days.created_date + age_buckets.min_age_days)
            as from_date,
        least(open_days.to_date, open_days.created_date + age_buckets.max_age_days) as to_date
    from open_days
    inner join age_buckets
        on
            open_days.created_date + age_buckets.min_age_days < open_days.to_date
            and (
                age_buckets.max_age_days is null
                or open_days.created_date + age_buckets.max_age_days > open_days.from_date
            )
    where open_days.from_date < open_days.to_date
),

changes as (
    select
        source_system,
        queue,
        priority,
        age_bucket,
        from_date as date_day,
        1 as change_count
    from bucket_days

    union all

    select
        source_system,
        queue,
        priority,
        age_bucket,
        to_date as date_day,
        -1 as change_count
    from bucket_days
),

final as (
    select
        date_day,
        source_system,
        queue,
        priority,
        age_bucket,
        sum(change_count) as net_change
    from changes
    group by date_day, source_system, queue, priority, age_bucket
)

select * from final
