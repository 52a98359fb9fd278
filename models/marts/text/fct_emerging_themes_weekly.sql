-- Grain: one row per week and term that is more frequent than before beyond chance.
with

alarms as (
    select * from {{ ref('int_text_alarms') }}
),

terms as (
    select * from {{ ref('int_text_terms') }}
),

ticket_terms as (
    select * from {{ ref('int_text_ticket_terms') }}
),

texts as (
    select * from {{ ref('int_texts') }}
),

theme_sizes as (
    select
        week_start_date,
        theme_rank,
        count(*) as term_count
    from alarms
    group by week_start_date, theme_rank
),

theme_tickets as (
    select
        alarms.week_start_date,
        alarms.theme_rank,
        texts.ticket_key,
        texts.ticket_id,
        texts.created_at,
        count(*) as term_count
    from alarms
    inner join texts
        on alarms.week_start_date = texts.week_start_date
    inner join ticket_terms
        on
            texts.ticket_key = ticket_terms.ticket_key
            and alarms.term_id = ticket_terms.term_id
    group by
        alarms.week_start_date,
        alarms.theme_rank,
        texts.ticket_key,
        texts.ticket_id,
        texts.created_at
),

-- A ticket with many terms of a theme shows what it is about; one with a single term of several may
-- be about anything.
themes as (
    select
        tickets.week_start_date,
        tickets.theme_rank,
        count(*) filter (where tickets.term_count >= least(2, theme_sizes.term_count))
            as ticket_count,
        array_to_string(
            arg_min(
                tickets.ticket_id, (-tickets.term_count, tickets.created_at, tickets.ticket_key), 3
            ), ', '
        ) as example_ticket_ids
    from theme_tickets as tickets
    inner join theme_sizes
        on
            tickets.week_start_date = theme_sizes.week_start_date
            and tickets.theme_rank = theme_sizes.theme_rank
    group by tickets.week_start_date, tickets.theme_rank
),

final as (
    select
        -- key
        alarms.week_start_date,
        alarms.theme_rank,
        terms.kind,
        terms.term,

        -- attributes
        terms.term_label,
        alarms.is_strongest,
        alarms.is_new,
        alarms.raised_since_date,
        themes.example_ticket_ids,

        -- figures
        alarms.ticket_count,
        alarms.expected_tickets,
        alarms.cusum,
        alarms.alarms_by_chance,
        themes.ticket_count as theme_ticket_count
    from alarms
    inner join themes
        on
            alarms.week_start_date = themes.week_start_date
            and alarms.theme_rank = themes.theme_rank
    inner join terms
        on alarms.term_id = terms.term_id
)

select * from final
