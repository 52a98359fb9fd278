-- Grain: one row per day, source, queue, priority and age class with open tickets (B1 to B3, B5).
with

slices as (
    select * from {{ ref('int_backlog_slices') }}
),

intervals as (
    select * from {{ ref('int_ticket_intervals') }}
    where is_open and is_in_backlog
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

age_buckets as (
    select * from {{ ref('age_buckets') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- The days at whose end the ticket is in this state: [from_date, to_date).
open_days as (
    select
        intervals.source_system,
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

moves as (
    select
        source_system,
        queue,
        priority,
        age_bucket,
        from_date as date_day,
        1 as move_count
    from bucket_days

    union all

    select
        source_system,
        queue,
        priority,
        age_bucket,
        to_date as date_day,
        -1 as move_count
    from bucket_days
),

net_changes as (
    select
        date_day,
        source_system,
        queue,
        priority,
        age_bucket,
        sum(move_count) as net_change
    from moves
    group by date_day, source_system, queue, priority, age_bucket
),

running as (
    select
        slices.date_day,
        slices.source_system,
        slices.queue,
        slices.priority,
        age_buckets.age_bucket,
        sum(net_changes.net_change) over (
            partition by
                slices.source_system, slices.queue, slices.priority, age_buckets.age_bucket
            order by slices.date_day
        ) as open_ticket_count
    from slices
    cross join age_buckets
    left join net_changes
        on
            slices.date_day = net_changes.date_day
            and slices.source_system = net_changes.source_system
            and slices.queue = net_changes.queue
            and slices.priority = net_changes.priority
            and age_buckets.age_bucket = net_changes.age_bucket
),

final as (
    select
        -- key
        date_day as backlog_date,
        source_system,
        queue,
        {{ hash_key(['source_system', 'queue']) }} as queue_key,
        priority,
        age_bucket,

        -- measure
        cast(open_ticket_count as bigint) as open_ticket_count
    from running
    where open_ticket_count > 0
)

select * from final
