-- S2: the clocks of a metric follow one another on a ticket; at one instant at most one of them
-- runs.
with

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
),

neighbours as (
    select
        sla_clock_key,
        started_at,
        lag(stopped_at) over in_order as previous_stopped_at,
        lag(sla_clock_key) over in_order as previous_clock_key
    from clocks
    window in_order as (partition by ticket_key, metric order by cycle_number)
)

select *
from neighbours
where previous_clock_key is not null and coalesce(started_at < previous_stopped_at, true)
