-- C: under a calendar that never closes, and without a pause, a clock's elapsed time is calendar
-- time.
with

always_open as (
    select calendar_id
    from {{ ref('int_calendar_slots') }}
    group by calendar_id
    having bool_and(is_open)
),

interrupted as (
    select distinct sla_clock_key
    from {{ ref('fct_sla_clock_segments') }}
    where clock_state <> 'running'
),

clocks as (
    select
        clocks.*,
        coalesce(clocks.stopped_at, as_of.as_of) as measured_to
    from {{ ref('fct_sla_clocks') }} as clocks
    cross join {{ ref('int_as_of') }} as as_of
)

select clocks.*
from clocks
inner join always_open
    on clocks.calendar_id = always_open.calendar_id
anti join interrupted
    on clocks.sla_clock_key = interrupted.sla_clock_key
where
    abs(
        clocks.elapsed_business_minutes
        - {{ minutes(microseconds_between('clocks.started_at', 'clocks.measured_to')) }}
    ) > 0.000001
