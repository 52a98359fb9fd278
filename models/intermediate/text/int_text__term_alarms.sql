{#-
    Alarms. Chance passes a CUSUM of log-likelihood ratios at h in at most exp(-h) of the weeks, so
    with n terms watched h = ln(10 n) lets through at most one false alarm in ten weeks.
-#}
with

cusum as (
    select * from {{ ref('int_text__term_cusum') }}
),

watched as (
    select count(*) as term_count from {{ ref('int_text__watched_terms') }}
),

alarms as (
    select
        cusum.*,
        watched.term_count * exp(-cusum.cusum) as alarms_by_chance
    from cusum
    cross join watched
    where
        cusum.cusum >= ln(10 * watched.term_count)
        and cusum.evidence > 0
        and cusum.ticket_count >= 3
),

final as (
    select
        week_start_date,
        term_id,
        ticket_count,
        expected_tickets,
        cusum,
        alarms_by_chance,
        raised_since_date,
        coalesce(
            week_start_date
            - lag(week_start_date) over (partition by term_id order by week_start_date)
            > 28,
            true
        ) as is_new
    from alarms
)

select * from final
