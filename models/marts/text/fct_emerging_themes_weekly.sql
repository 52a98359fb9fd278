with

alarms as (
    select * from {{ ref('int_text__term_alarms') }}
),

themes as (
    select * from {{ ref('int_text__alarm_themes') }}
),

terms as (
    select * from {{ ref('int_text__terms') }}
),

theme_sizes as (
    select
        week_start_date,
        theme_rank,
        count(*) as term_count
    from themes
    group by week_start_date, theme_rank
),

-- A ticket with many terms of a theme shows what it is about; one with a single term of several may
-- be about anything.
theme_tickets as (
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
    from {{ ref('int_text__theme_tickets') }} as tickets
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
        themes.theme_rank,
        terms.kind,
        terms.term,

        -- attributes
        terms.term_label,
        themes.strength_rank = themes.theme_rank as is_strongest,
        alarms.is_new,
        alarms.raised_since_date,
        theme_tickets.example_ticket_ids,

        -- figures
        alarms.ticket_count,
        alarms.expected_tickets,
        alarms.cusum,
        alarms.alarms_by_chance,
        theme_tickets.ticket_count as theme_ticket_count
    from alarms
    inner join themes
        on
            alarms.week_start_date = themes.week_start_date
            and alarms.term_id = themes.term_id
    inner join theme_tickets
        on
            themes.week_start_date = theme_tickets.week_start_date
            and themes.theme_rank = theme_tickets.theme_rank
    inner join terms
        on alarms.term_id = terms.term_id
)

select * from final
