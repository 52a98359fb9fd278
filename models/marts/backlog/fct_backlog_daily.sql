with

spine as (
    select * from {{ ref('int_backlog__spine') }}
),

age_buckets as (
    select * from {{ ref('age_buckets') }}
),

changes as (
    select * from {{ ref('int_backlog__age_changes') }}
),

running as (
    select
        spine.date_day,
        spine.source_system,
        spine.queue,
        spine.priority,
        age_buckets.age_bucket,
        sum(changes.net_change) over (
            partition by spine.source_system, spine.queue, spine.priority, age_buckets.age_bucket
            order by spine.date_day
        ) as open_ticket_count
    from spine
    cross join age_buckets
    left join changes
        on
            spine.date_day = changes.date_day
            and spine.source_system = changes.source_system
            and spine.queue = changes.queue
            and spine.priority = changes.priority
            and age_buckets.age_bucket = changes.age_bucket
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
