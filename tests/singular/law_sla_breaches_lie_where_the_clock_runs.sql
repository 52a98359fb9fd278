-- S5: a breach lies in a running segment of its clock, and there is one where, and only where, the
-- target was passed.
with

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where outcome <> 'cancelled'
),

running as (
    select * from {{ ref('fct_sla_clock_segments') }}
    where clock_state = 'running'
),

placed as (
    select distinct clocks.sla_clock_key
    from clocks
    inner join running
        on
            clocks.sla_clock_key = running.sla_clock_key
            and clocks.breached_at >= running.valid_from
            and clocks.breached_at < running.valid_to
)

select
    clocks.sla_clock_key,
    clocks.outcome,
    clocks.breached_at
from clocks
left join placed
    on clocks.sla_clock_key = placed.sla_clock_key
where
    (clocks.breached_at is not null and placed.sla_clock_key is null)
    or (clocks.breached_at is not null)
    <> (clocks.elapsed_business_minutes > clocks.target_business_minutes)
    or (clocks.outcome in ('breached', 'overdue')) <> (clocks.breached_at is not null)
    or (clocks.outcome in ('running', 'overdue')) <> (clocks.stopped_at is null)
