-- B1, B4: on the first of each month and on the last day, closing equals the open tickets counted
-- over intervals.
with

dates as (
    select
        date_day,
        {{ end_of_local_day('date_day') }} as day_ends_at
    from {{ ref('dim_date') }}
    where
        date_day = month_start_date
        or date_day = (select max(last_dates.date_day) from {{ ref('dim_date') }} as last_dates)
),

tickets as (
    select * from {{ ref('fct_tickets') }}
    where is_in_scope and is_end_known
),

intervals as (
    select * from {{ ref('fct_ticket_intervals') }}
    where is_open
),

direct as (
    select
        dates.date_day as backlog_date,
        tickets.source_system,
        intervals.queue,
        intervals.priority,
        count(*) as open_ticket_count
    from intervals
    inner join tickets
        on intervals.ticket_key = tickets.ticket_key
    inner join dates
        on
            intervals.valid_from < dates.day_ends_at
            and (intervals.valid_to >= dates.day_ends_at or intervals.is_current)
    group by dates.date_day, tickets.source_system, intervals.queue, intervals.priority
),

flows as (
    select flows.*
    from {{ ref('fct_backlog_flow_daily') }} as flows
    inner join dates
        on flows.backlog_date = dates.date_day
)

select
    flows.backlog_date,
    flows.source_system,
    flows.queue,
    flows.priority,
    flows.closing_count,
    direct.open_ticket_count
from flows
full outer join direct
    on
        flows.backlog_date = direct.backlog_date
        and flows.source_system = direct.source_system
        and flows.queue = direct.queue
        and flows.priority = direct.priority
where coalesce(flows.closing_count, 0) <> coalesce(direct.open_ticket_count, 0)
