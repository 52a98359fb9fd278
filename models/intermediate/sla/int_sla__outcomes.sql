with

assigned as (
    select * from {{ ref('int_sla__assigned') }}
),

run_outs as (
    select * from {{ ref('int_sla__run_outs') }}
),

judged as (
    select
        assigned.*,
        run_outs.elapsed_microseconds,
        run_outs.paused_microseconds,
        run_outs.runs_out_at,
        run_outs.is_paused as is_last_paused,
        run_outs.elapsed_microseconds > assigned.target_microseconds as is_past_target
    from assigned
    inner join run_outs
        on assigned.sla_clock_key = run_outs.sla_clock_key
),

final as (
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
        priority,
        target_microseconds,

        -- timestamps (UTC) and the day of the start; a paused clock has no due time until it is
        -- past its target
        started_at,
        started_date,
        stopped_at,
        case when not is_cancelled and (is_past_target or not is_last_paused) then runs_out_at end
            as due_at,
        case when not is_cancelled and is_past_target then runs_out_at end as breached_at,

        -- how it went (rule S4)
        stop_reason,
        case
            when is_cancelled then 'cancelled'
            when stopped_at is null and is_past_target then 'overdue'
            when stopped_at is null then 'running'
            when is_past_target then 'breached'
            else 'met'
        end as outcome,
        is_last_paused and stopped_at is null and not is_cancelled as is_paused,

        -- measures
        elapsed_microseconds,
        paused_microseconds
    from judged
)

select * from final
