-- S3, S4: while a clock runs, elapsed + remaining = target; only a pause takes its due time away.
select *
from {{ ref('fct_sla_clocks') }}
where
    outcome in ('running', 'overdue')
    and (
        abs(
            coalesce(elapsed_business_minutes + remaining_business_minutes, -1)
            - target_business_minutes
        )
        > 0.000001
        or (due_at is null) <> (is_paused and outcome = 'running')
        or (remaining_business_minutes < 0) <> (outcome = 'overdue')
    )
