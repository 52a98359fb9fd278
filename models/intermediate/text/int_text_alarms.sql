-- Grain: one row per week and term that is more frequent than before beyond chance, with the theme
-- of the week it belongs to.
{%- set rounds = 4 %}
with

term_weeks as (
    select * from {{ ref('int_text_term_weeks') }}
),

ticket_terms as (
    select * from {{ ref('int_text_ticket_terms') }}
),

texts as (
    select * from {{ ref('int_texts') }}
),

watched as (
    select count(distinct term_id) as term_count from term_weeks
),

-- Chance passes a CUSUM of log-likelihood ratios at h in at most exp(-h) of the weeks, so with n
-- terms watched h = ln(10 n) lets through at most one false alarm in ten weeks.
alarms as (
    select
        term_weeks.week_start_date,
        term_weeks.term_id,
        term_weeks.ticket_count,
        term_weeks.expected_tickets,
        term_weeks.cusum,
        watched.term_count * exp(-term_weeks.cusum) as alarms_by_chance,
        term_weeks.raised_since_date,
        lag(term_weeks.week_start_date) over (
            partition by term_weeks.term_id
            order by term_weeks.week_start_date
        ) as previous_week_start_date,
        row_number() over (
            partition by term_weeks.week_start_date
            order by term_weeks.cusum desc, term_weeks.term_id asc
        ) as strength_rank
    from term_weeks
    cross join watched
    where
        term_weeks.cusum >= ln(10 * watched.term_count)
        and term_weeks.evidence > 0
        and term_weeks.ticket_count >= 3
),

alarmed_tickets as (
    select
        alarms.week_start_date,
        alarms.strength_rank,
        alarms.ticket_count,
        ticket_terms.ticket_key
    from ticket_terms
    inner join texts
        on ticket_terms.ticket_key = texts.ticket_key
    inner join alarms
        on
            texts.week_start_date = alarms.week_start_date
            and ticket_terms.term_id = alarms.term_id
),

-- Terms of one week that come in the same tickets are one theme. Every term shares the tickets of
-- its own, so that none gets lost.
neighbours as (
    select
        alarmed_tickets.week_start_date,
        alarmed_tickets.strength_rank,
        other_tickets.strength_rank as other_rank
    from alarmed_tickets
    inner join alarmed_tickets as other_tickets
        on
            alarmed_tickets.week_start_date = other_tickets.week_start_date
            and alarmed_tickets.ticket_key = other_tickets.ticket_key
    group by
        alarmed_tickets.week_start_date,
        alarmed_tickets.strength_rank,
        alarmed_tickets.ticket_count,
        other_tickets.strength_rank,
        other_tickets.ticket_count
    having count(*) >= 0.25 * least(alarmed_tickets.ticket_count, other_tickets.ticket_count)
),

theme_0 as (
    select
        week_start_date,
        strength_rank,
        min(other_rank) as theme_rank
    from neighbours
    group by week_start_date, strength_rank
),

{% for round in range(1, rounds + 1) -%}
    theme_{{ round }} as materialized (
        select
            neighbours.week_start_date,
            neighbours.strength_rank,
            min(theme.theme_rank) as theme_rank
        from neighbours
        inner join theme_{{ round - 1 }} as theme
            on
                neighbours.week_start_date = theme.week_start_date
                and neighbours.other_rank = theme.strength_rank
        group by neighbours.week_start_date, neighbours.strength_rank
    ),

{% endfor -%}

-- A theme is named after the strongest of its terms.
final as (
    select
        -- key
        alarms.week_start_date,
        alarms.term_id,

        -- attributes
        theme.theme_rank,
        alarms.strength_rank = theme.theme_rank as is_strongest,
        coalesce(alarms.week_start_date - alarms.previous_week_start_date > 28, true) as is_new,
        alarms.raised_since_date,

        -- figures
        alarms.ticket_count,
        alarms.expected_tickets,
        alarms.cusum,
        alarms.alarms_by_chance
    from alarms
    inner join theme_{{ rounds }} as theme
        on
            alarms.week_start_date = theme.week_start_date
            and alarms.strength_rank = theme.strength_rank
)

select * from final
