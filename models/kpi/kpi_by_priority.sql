-- Grain: one row per priority, over all tickets of all sources.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where is_in_scope
),

measured as (
    select
        *,
        case when is_first_response_counted then first_response_business_minutes end
            as counted_response_business_minutes,
        case when is_resolution_counted then full_resolution_business_minutes end
            as counted_resolution_business_minutes,
        case when is_resolution_counted then full_resolution_calendar_minutes end
            as counted_resolution_calendar_minutes
    from tickets
),

counted as (
    select
        priority,
        count(*) as ticket_count,
        count(*) filter (where is_open) as open_ticket_count,
        count(*) filter (where is_first_response_counted) as responded_count,
        {{ percentile('counted_response_business_minutes', 0.5) }}
            as first_response_business_minutes_median,
        {{ percentile('counted_response_business_minutes', 0.9) }}
            as first_response_business_minutes_p90,
        count(*) filter (where is_resolution_counted) as resolved_count,
        {{ percentile('counted_resolution_business_minutes', 0.5) }}
            as full_resolution_business_minutes_median,
        {{ percentile('counted_resolution_business_minutes', 0.9) }}
            as full_resolution_business_minutes_p90,
        {{ percentile('counted_resolution_calendar_minutes', 0.5) }}
            as full_resolution_calendar_minutes_median,
        {{ percentile('counted_resolution_calendar_minutes', 0.9) }}
            as full_resolution_calendar_minutes_p90,
        count(*) filter (where is_first_response_sla_met) as first_response_met_count,
        count(*) filter (where is_first_response_sla_decided) as first_response_decided_count,
        count(*) filter (where is_resolution_sla_met) as resolution_met_count,
        count(*) filter (where is_resolution_sla_decided) as resolution_decided_count,
        count(*) filter (where is_rated) as rated_count,
        count(*) filter (where is_satisfied) as satisfied_count
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
