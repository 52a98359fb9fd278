-- B1, B5: the ageing of the open tickets equals the backlog of the last day.
with

ageing as (
    select
        source_system,
        queue,
        age_bucket,
        open_ticket_count
    from {{ ref('kpi_backlog_ageing') }}
),

last_day as (
    select
        source_system,
        queue,
        age_bucket,
        sum(open_ticket_count) as open_ticket_count
    from {{ ref('fct_backlog_daily') }}
    where backlog_date = (select max(dates.date_day) from {{ ref('dim_date') }} as dates)
    group by source_system, queue, age_bucket
)

select
    ageing.queue,
    ageing.age_bucket
from ageing
full outer join last_day
    on
        ageing.source_system = last_day.source_system
        and ageing.queue = last_day.queue
        and ageing.age_bucket = last_day.age_bucket
where coalesce(ageing.open_ticket_count, 0) <> coalesce(last_day.open_ticket_count, 0)
