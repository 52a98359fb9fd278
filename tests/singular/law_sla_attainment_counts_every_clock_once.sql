-- S4: numerator, denominator and the rest of the attainment are the clocks, each once; the risk
-- list is those that run.
with

clocks as (
    select
        count(*) filter (where outcome = 'met') as met_count,
        count(*) filter (where outcome in ('met', 'breached', 'overdue')) as decided_count,
        count(*) filter (where outcome = 'running') as running_count,
        count(*) filter (where outcome in ('running', 'overdue')) as at_risk_count
    from {{ ref('fct_sla_clocks') }}
),

weekly as (
    select
        coalesce(sum(met_count), 0) as met_count,
        coalesce(sum(decided_count), 0) as decided_count,
        coalesce(sum(running_count), 0) as running_count,
        count(*) filter (where met_count > decided_count) as impossible_count
    from {{ ref('kpi_sla_attainment_weekly') }}
),

at_risk as (
    select count(*) as at_risk_count from {{ ref('kpi_sla_at_risk') }}
)

select
    clocks.*,
    weekly.*,
    at_risk.*
from clocks
cross join weekly
cross join at_risk
where
    clocks.met_count <> weekly.met_count
    or clocks.decided_count <> weekly.decided_count
    or clocks.running_count <> weekly.running_count
    or weekly.impossible_count > 0
    or clocks.at_risk_count <> at_risk.at_risk_count
