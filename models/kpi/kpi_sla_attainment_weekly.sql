-- Grain: one row per week, SLA metric, source, queue and priority with a clock.
with

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where is_sla_counted
),

-- A clock belongs to the week it started in: each is counted once, also while it runs.
counted as (
    select
        {{ week_of('started_date') }} as week_start_date,
        metric,
        source_system,
        queue,
        priority,
        count(*) filter (where is_sla_met) as met_count,
        count(*) filter (where is_sla_breached) as breached_count,
        count(*) filter (where is_sla_overdue) as overdue_count,
        count(*) filter (where is_sla_running) as running_count,
        count(*) filter (where is_sla_decided) as decided_count
    from clocks
    group by {{ week_of('started_date') }}, metric, source_system, queue, priority
),

final as (
    select
        -- key
        week_start_date,
        metric,
        source_system,
        queue,
        priority,

        -- figures
        met_count,
        breached_count,
        overdue_count,
        running_count,
        decided_count,
        {{ ratio('met_count', 'decided_count') }} as attainment_rate
    from counted
)

select * from final
order by week_start_date, metric, source_system, queue, priority
