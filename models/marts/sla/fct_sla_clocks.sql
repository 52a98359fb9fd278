with

clocks as (
    select * from {{ ref('int_sla__outcomes') }}
),

-- Rule S4 in columns to add up: attainment is met over decided. An overdue clock counts against it
-- while it still runs; a cancelled one, of a merged ticket, counts nowhere (rule L8).
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
    from clocks
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
        calendar_id,
        source_system,
        queue,
        {{ hash_key(['source_system', 'queue']) }} as queue_key,
        priority,
        {{ minutes('target_microseconds') }} as target_business_minutes,

        -- timestamps (UTC) and the day of the start
        started_at,
        started_date,
        due_at,
        breached_at,
        stopped_at,

        -- how it went
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

        -- measures
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
