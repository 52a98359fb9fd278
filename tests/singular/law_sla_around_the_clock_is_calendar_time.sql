-- C: under a calendar that never closes, and without a pause, a clock's elapsed time is calendar time.
with

always_open as (
    select calendar_id
    from {{ ref('int_business_time__slots') }}
    group by calendar_id
    having bool_and(is_open)
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

interrupted as (
    select distinct sla_clock_key
    from {{ ref('fct_sla_clock_segments') }}
    where clock_state <> 'running'
),

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
)

select clocks.*
from clocks
cross join as_of
inner join always_open
    on clocks.calendar_id = always_open.calendar_id
anti join interrupted
    on clocks.sla_clock_key = interrupted.sla_clock_key
where
    abs(
        clocks.elapsed_business_minutes
        - {{ minutes(microseconds_between('clocks.started_at', 'coalesce(clocks.stopped_at, as_of.as_of)')) }}
    ) > 0.000001
