-- B5: the buckets of a day sum to its backlog.
with

bucket_sums as (
    select
        backlog_date,
        source_system,
        queue,
        priority,
        sum(open_ticket_count) as open_ticket_count
    from {{ ref('fct_backlog_daily') }}
    group by backlog_date, source_system, queue, priority
),

flows as (
    select * from {{ ref('fct_backlog_flow_daily') }}
)

select
    flows.backlog_date,
    flows.source_system,
    flows.queue,
    flows.priority
from flows
full outer join bucket_sums
    on
        flows.backlog_date = bucket_sums.backlog_date
        and flows.source_system = bucket_sums.source_system
        and flows.queue = bucket_sums.queue
        and flows.priority = bucket_sums.priority
where coalesce(flows.closing_count, 0) <> coalesce(bucket_sums.open_ticket_count, 0)
