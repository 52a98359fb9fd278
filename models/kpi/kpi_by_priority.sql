with

tickets as (
    select * from {{ ref('fct_tickets') }}
),

-- Merged tickets count as tickets, but their times and ratings are not figures of their own (rule
-- L8).
measured as (
    select
        priority,
        is_open,
        case when not is_merged then first_response_business_minutes end
            as first_response_business_minutes,
        case when not is_merged then full_resolution_business_minutes end
            as full_resolution_business_minutes,
        case when not is_merged then full_resolution_calendar_minutes end
            as full_resolution_calendar_minutes,
        first_response_sla_outcome,
        resolution_sla_outcome,
        case when not is_merged then csat_score end as csat_score
    from tickets
),

counted as (
    select
        priority,
        count(*) as ticket_count,
        count(*) filter (where is_open) as open_ticket_count,
        count(first_response_business_minutes) as responded_count,
        {{ percentile('first_response_business_minutes', 0.5) }}
            as first_response_business_minutes_median,
        {{ percentile('first_response_business_minutes', 0.9) }}
            as first_response_business_minutes_p90,
        count(full_resolution_business_minutes) as resolved_count,
        {{ percentile('full_resolution_business_minutes', 0.5) }}
            as full_resolution_business_minutes_median,
        {{ percentile('full_resolution_business_minutes', 0.9) }}
            as full_resolution_business_minutes_p90,
        {{ percentile('full_resolution_calendar_minutes', 0.5) }}
            as full_resolution_calendar_minutes_median,
        {{ percentile('full_resolution_calendar_minutes', 0.9) }}
            as full_resolution_calendar_minutes_p90,
        count(*) filter (where first_response_sla_outcome = 'met') as first_response_met_count,
        count(*) filter (where first_response_sla_outcome in ('met', 'breached', 'overdue'))
            as first_response_decided_count,
        count(*) filter (where resolution_sla_outcome = 'met') as resolution_met_count,
        count(*) filter (where resolution_sla_outcome in ('met', 'breached', 'overdue'))
            as resolution_decided_count,
        count(csat_score) as rated_count,
        count(*) filter (where csat_score >= 4) as satisfied_count
    from measured
    group by priority
),

final as (
    select
        *,
        {{ ratio('first_response_met_count', 'first_response_decided_count') }}
            as first_response_attainment_rate,
        {{ ratio('resolution_met_count', 'resolution_decided_count') }}
            as resolution_attainment_rate,
        {{ ratio('satisfied_count', 'rated_count') }} as satisfaction_rate
    from counted
)

select * from final
order by priority
