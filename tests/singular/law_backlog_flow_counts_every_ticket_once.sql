-- B4: every ticket in scope whose end is known is created once in the backlog's flow, and leaves it
-- once more than it comes back, unless it is open.
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
    where is_in_scope and is_end_known
)

select
    flows.*,
    tickets.*
from flows
cross join tickets
where
    flows.created_count <> tickets.ticket_count
    or flows.net_resolved_count <> tickets.closed_ticket_count
