-- Grain: one row per month of first resolution, source and queue.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where is_first_resolution_counted
),

-- A ticket belongs to the month of its first resolution: that is when the customer is asked.
counted as (
    select
        cast(date_trunc('month', first_resolved_date) as date) as month_start_date,
        source_system,
        queue,
        count(*) as resolved_count,
        count(*) filter (where is_rated) as rated_count,
        count(*) filter (where is_satisfied) as satisfied_count,
        cast(sum(csat_score) as bigint) as csat_score_sum
    from tickets
    group by cast(date_trunc('month', first_resolved_date) as date), source_system, queue
),

final as (
    select
        -- key
        month_start_date,
        source_system,
        queue,

        -- figures
        resolved_count,
        rated_count,
        satisfied_count,
        {{ ratio('rated_count', 'resolved_count') }} as response_rate,
        {{ ratio('satisfied_count', 'rated_count') }} as satisfaction_rate,
        {{ ratio('csat_score_sum', 'rated_count') }} as csat_score_mean
    from counted
)

select * from final
order by month_start_date, source_system, queue
