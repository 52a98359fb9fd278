-- Grain: one row per week and category with tickets.
with

tickets as (
    select * from {{ ref('fct_ticket_text') }}
),

counted as (
    select
        week_start_date,
        coalesce(category, 'uncategorised') as category,
        count(*) as ticket_count,
        count(*) filter (where is_scored) as scored_count,
        count(*) filter (where is_negative) as negative_count,
        count(*) filter (where is_positive) as positive_count,
        {{ mean('vader_score') }} as vader_score_mean,
        count(domain_score) as domain_scored_count,
        {{ mean('domain_score') }} as domain_score_mean
    from tickets
    group by week_start_date, coalesce(category, 'uncategorised')
),

final as (
    select
        -- key
        week_start_date,
        category,

        -- figures
        ticket_count,
        scored_count,
        negative_count,
        {{ ratio('negative_count', 'scored_count') }} as negative_share,
        positive_count,
        {{ ratio('positive_count', 'scored_count') }} as positive_share,
        vader_score_mean,
        domain_scored_count,
        domain_score_mean
    from counted
)

select * from final
order by week_start_date, category
