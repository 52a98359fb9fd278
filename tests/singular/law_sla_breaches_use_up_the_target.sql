-- S5: up to breached_at a clock ran for exactly its target, however often it paused or reopened.
with

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where breached_at is not null
),

segments as (
    select * from {{ ref('fct_sla_clock_segments') }}
    where clock_state = 'running'
),

slots as (
    select * from {{ ref('int_calendar_slots') }}
),

run_before as (
    select
        clocks.sla_clock_key,
        sum(
            {{ business_position('least(segments.valid_to, clocks.breached_at)', 'to_slots') }}
            - ({{ business_position('segments.valid_from', 'from_slots') }})
        ) as run_microseconds
    from clocks
    inner join segments
        on
            clocks.sla_clock_key = segments.sla_clock_key
            and clocks.breached_at >= segments.valid_from
    inner join slots as from_slots
        on
            segments.calendar_id = from_slots.calendar_id
            and {{ quarter_hour_of('segments.valid_from') }} = from_slots.slot_start
    inner join slots as to_slots
        on
            segments.calendar_id = to_slots.calendar_id
            and {{ quarter_hour_of('least(segments.valid_to, clocks.breached_at)') }}
            = to_slots.slot_start
    group by clocks.sla_clock_key
)

select
    clocks.sla_clock_key,
    clocks.breached_at,
    run_before.run_microseconds
from clocks
left join run_before
    on clocks.sla_clock_key = run_before.sla_clock_key
where coalesce(run_before.run_microseconds <> clocks.target_business_minutes * 60000000, true)
