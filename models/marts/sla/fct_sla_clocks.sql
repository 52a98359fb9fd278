-- Grain: one row per ticket, SLA metric and cycle, judged (rules S3 to S5).
with

clocks as (
    select * from {{ ref('int_sla_clocks') }}
),

segments as (
    select * from {{ ref('int_sla_segments') }}
),

open_slots as (
    select * from {{ ref('int_calendar_slots') }}
    where is_open
),

next_slots as (
    select
        slot_start,
        {{ hash_key(['calendar_id', 'open_minutes_before * 60000000']) }} as position_key
    from {{ ref('int_calendar_slots') }}
    where is_open
),

-- The target runs out in the segment that breaches, until one does in the last one, by the calendar
-- of that segment, and not before its time began to count in it.
summed as (
    select
        sla_clock_key,
        cast(
            sum(case when clock_state = 'running' then business_microseconds else 0 end) as bigint
        ) as elapsed_microseconds,
        cast(
            sum(case when clock_state = 'paused' then business_microseconds else 0 end) as bigint
        ) as paused_microseconds,
        bool_or(is_last and clock_state = 'paused') as is_last_paused,
        greatest(
            coalesce(
                max(running_since) filter (where is_breaching),
                max(running_since) filter (where is_last)
            ),
            max(valid_from) filter (
                where is_calendar_changed and target_microseconds >= elapsed_microseconds_before
            )
        ) as running_from,
        coalesce(
            max(calendar_id) filter (where is_breaching),
            max(calendar_id) filter (where is_last)
        ) as due_calendar_id,
        coalesce(
            max(from_position - elapsed_microseconds_before) filter (where is_breaching),
            max(from_position - elapsed_microseconds_before) filter (where is_last)
        ) + max(target_microseconds) as due_position
    from segments
    group by sla_clock_key
),

-- The first instant at which that many business minutes are over; a clock used up as it pauses
-- breaks as it goes on. At closing time the next opening is in time, too.
run_outs as (
    select
        clocks.*,
        summed.elapsed_microseconds,
        summed.paused_microseconds,
        summed.is_last_paused,
        summed.elapsed_microseconds > clocks.target_microseconds as is_past_target,
        case
            when summed.due_position = 0 then summed.running_from
            when open_slots.slot_start is not null
                then
                    greatest(
                        summed.running_from,
                        {{ instant_of_position('summed.due_position', 'open_slots') }}
                    )
        end as runs_out_at,
        next_slots.slot_start as opens_at
    from clocks
    inner join summed
        on clocks.sla_clock_key = summed.sla_clock_key
    left join open_slots
        on
            summed.due_calendar_id = open_slots.calendar_id
            and {{ slot_of_position('summed.due_position') }} = open_slots.open_minutes_before
    left join next_slots
        on
            case
                when clocks.stopped_at is null
                    then {{ hash_key(['summed.due_calendar_id', 'summed.due_position']) }}
            end = next_slots.position_key
),

-- A paused clock has no due time until it is past its target. One that is due at closing time is in
-- time until the next opening (rule S5).
outcomes as (
    select
        *,
        case when not is_cancelled and (is_past_target or not is_last_paused) then runs_out_at end
            as due_at,
        case when not is_cancelled and is_past_target then runs_out_at end as breached_at,
        case
            when stopped_at is null and not is_past_target and not is_last_paused
                then nullif(greatest(opens_at, runs_out_at), runs_out_at)
        end as due_opening_at,
        case
            when is_cancelled then 'cancelled'
            when stopped_at is null and is_past_target then 'overdue'
            when stopped_at is null then 'running'
            when is_past_target then 'breached'
            else 'met'
        end as outcome,
        is_last_paused and stopped_at is null and not is_cancelled as is_paused
    from run_outs
),

-- Rule S4 in columns to add up: attainment is met over decided, with the overdue ones in it.
judged as (
    select
        *,
        outcome <> 'cancelled' as is_sla_counted,
        outcome in ('met', 'breached', 'overdue') as is_sla_decided,
        outcome = 'met' as is_sla_met,
        outcome = 'breached' as is_sla_breached,
        outcome = 'overdue' as is_sla_overdue,
        outcome = 'running' as is_sla_running,
        outcome in ('running', 'overdue') as is_sla_open
    from outcomes
),

measured as (
    select
        -- key
        sla_clock_key,
        ticket_key,
        metric,
        cycle_number,

        -- the promise, and what it was chosen by
        policy_id,
        binds,
        policy_reason,
        first_policy_id,
        bound_from,
        calendar_id,
        source_system,
        queue,
        {{ hash_key(['source_system', 'queue']) }} as queue_key,
        priority,
        {{ minutes('target_microseconds') }} as target_business_minutes,
        started_at,
        started_date,
        due_at,
        due_opening_at,
        breached_at,
        stopped_at,

        stop_reason,
        outcome,
        is_paused,
        is_sla_counted,
        is_sla_decided,
        is_sla_met,
        is_sla_breached,
        is_sla_overdue,
        is_sla_running,
        is_sla_open,
        {{ minutes('elapsed_microseconds') }} as elapsed_business_minutes,
        {{ minutes('paused_microseconds') }} as paused_business_minutes,
        case
            when is_sla_open
                then {{ minutes('target_microseconds - elapsed_microseconds') }}
        end as remaining_business_minutes
    from judged
),

-- Due soon: within four hours of its calendar.
timed as (
    select
        *,
        is_sla_running and not is_paused and remaining_business_minutes <= 240 as is_due_soon
    from measured
),

final as (
    select
        *,
        case
            when is_sla_overdue then 'overdue'
            when is_due_soon then 'due soon'
            when is_paused then 'paused'
            when is_sla_open then 'in time'
        end as risk_state
    from timed
)

select * from final
