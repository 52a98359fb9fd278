-- B4: every ticket is created once in the backlog's flow, and reopened as often as the ticket says.
with

flows as (
    select
        sum(created_count) as created_count,
        sum(resolved_count) - sum(reopened_count) as net_resolved_count
    from {{ ref('fct_backlog_flow_daily') }}
),

tickets as (
    select
        count(*) as ticket_count,
        count(*) filter (where not is_open) as closed_ticket_count
    from {{ ref('fct_tickets') }}
)

select *
from flows
cross join tickets
where created_count <> ticket_count or net_resolved_count <> closed_ticket_count
