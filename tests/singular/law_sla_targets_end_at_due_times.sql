-- C, S5: business minutes from the start to due_at are the target, for each clock of one calendar
-- that never paused or stood still.
with

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where due_at is not null and calendar_id is not null
),

interrupted as (
    select distinct sla_clock_key
    from {{ ref('fct_sla_clock_segments') }}
    where clock_state <> 'running'
),

slots as (
    select * from {{ ref('int_calendar_slots') }}
)

select
    clocks.sla_clock_key,
    clocks.started_at,
    clocks.due_at,
    clocks.target_business_minutes
from clocks
anti join interrupted
    on clocks.sla_clock_key = interrupted.sla_clock_key
left join slots as start_slots
    on
        clocks.calendar_id = start_slots.calendar_id
        and {{ quarter_hour_of('clocks.started_at') }} = start_slots.slot_start
left join slots as due_slots
    on
        clocks.calendar_id = due_slots.calendar_id
        and {{ quarter_hour_of('clocks.due_at') }} = due_slots.slot_start
where coalesce(
    {{ business_position('clocks.due_at', 'due_slots') }}
    - ({{ business_position('clocks.started_at', 'start_slots') }})
    <> clocks.target_business_minutes * 60000000,
    true
)
