-- S2: what a ticket shows of its SLA is what its clocks say; each ticket has at most one of these
-- clocks.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
),

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where metric in ('first_response', 'resolution')
),

counted as (
    select
        ticket_key,
        count(*) filter (where metric = 'first_response') as first_response_count,
        count(*) filter (where metric = 'resolution') as resolution_count,
        max(outcome) filter (where metric = 'first_response') as first_response_outcome,
        max(outcome) filter (where metric = 'resolution') as resolution_outcome
    from clocks
    group by ticket_key
)

select tickets.ticket_key
from tickets
left join counted
    on tickets.ticket_key = counted.ticket_key
where
    coalesce(counted.first_response_count, 0) > 1
    or coalesce(counted.resolution_count, 0) > 1
    or coalesce(tickets.first_response_sla_outcome, '')
    <> coalesce(counted.first_response_outcome, '')
    or coalesce(tickets.resolution_sla_outcome, '') <> coalesce(counted.resolution_outcome, '')
    or (tickets.is_merged and coalesce(tickets.resolution_sla_outcome, 'cancelled') <> 'cancelled')
