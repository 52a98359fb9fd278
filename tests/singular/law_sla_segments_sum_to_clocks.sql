-- S3: the segments of a clock tile it, and its minutes are the sums of theirs.
with

clocks as (
    select
        clocks.*,
        coalesce(clocks.stopped_at, as_of.as_of) as measured_to
    from {{ ref('fct_sla_clocks') }} as clocks
    cross join {{ ref('int_as_of') }} as as_of
),

segments as (
    select
        *,
        lag(valid_to) over (partition by sla_clock_key order by segment_number) as previous_valid_to
    from {{ ref('fct_sla_clock_segments') }}
),

summed as (
    select
        sla_clock_key,
        min(valid_from) as first_instant,
        max(valid_to) as last_instant,
        count(*) filter (where valid_from <> previous_valid_to) as gap_count,
        coalesce(sum(business_minutes) filter (where clock_state = 'running'), 0)
            as running_minutes,
        coalesce(sum(business_minutes) filter (where clock_state = 'paused'), 0) as paused_minutes,
        sum(calendar_minutes) as calendar_minutes
    from segments
    group by sla_clock_key
)

select
    clocks.sla_clock_key,
    summed.*
from clocks
left join summed
    on clocks.sla_clock_key = summed.sla_clock_key
where
    summed.sla_clock_key is null
    or summed.first_instant <> clocks.started_at
    or summed.last_instant <> clocks.measured_to
    or summed.gap_count > 0
    or abs(summed.running_minutes - clocks.elapsed_business_minutes) > 0.000001
    or abs(summed.paused_minutes - clocks.paused_business_minutes) > 0.000001
    or abs(
        summed.calendar_minutes
        - {{ minutes(microseconds_between('clocks.started_at', 'clocks.measured_to')) }}
    ) > 0.000001
