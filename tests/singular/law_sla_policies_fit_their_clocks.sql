-- S1: the policy of a clock fits the ticket by what the clock is judged by, on the day it started,
-- and none that binds alike and comes before it does. A clock that no policy fits is cancelled.
with

clocks as (
    select
        clocks.*,
        tickets.customer_tier
    from {{ ref('fct_sla_clocks') }} as clocks
    inner join {{ ref('fct_tickets') }} as tickets
        on clocks.ticket_key = tickets.ticket_key
),

fitting as (
    select
        clocks.sla_clock_key,
        min(policies.precedence) as first_precedence
    from clocks
    inner join {{ ref('dim_sla_policy') }} as policies
        on
            clocks.metric = policies.metric
            and clocks.binds = policies.binds
    where
        coalesce(policies.source_system = clocks.source_system, policies.source_system is null)
        and coalesce(policies.queue = clocks.queue, policies.queue is null)
        and coalesce(policies.priority = clocks.priority, policies.priority is null)
        and coalesce(policies.customer_tier = clocks.customer_tier, policies.customer_tier is null)
        and coalesce(clocks.started_date >= policies.valid_from_date, true)
        and coalesce(clocks.started_date < policies.valid_to_date, true)
    group by clocks.sla_clock_key
)

select clocks.*
from clocks
inner join {{ ref('dim_sla_policy') }} as policies
    on clocks.policy_id = policies.policy_id
left join fitting
    on clocks.sla_clock_key = fitting.sla_clock_key
where
    coalesce(policies.precedence <> fitting.first_precedence, true)
    or clocks.bound_from < clocks.started_at
    or (clocks.stop_reason in ('no_policy', 'merged', 'resolved_by_system'))
    and clocks.outcome <> 'cancelled'
