{#-
    Terms of one week that come in the same tickets are one theme, named after the strongest of
    them.
-#}
{%- set rounds = 4 -%}
with

alarms as (
    select
        *,
        row_number() over (
            partition by week_start_date
            order by cusum desc, term_id asc
        ) as strength_rank
    from {{ ref('int_text__term_alarms') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

messages as (
    select * from {{ ref('int_text__messages') }}
),

alarmed_tickets as (
    select
        alarms.week_start_date,
        alarms.strength_rank,
        alarms.ticket_count,
        ticket_terms.ticket_key
    from ticket_terms
    inner join messages
        on ticket_terms.ticket_key = messages.ticket_key
    inner join alarms
        on
            messages.week_start_date = alarms.week_start_date
            and ticket_terms.term_id = alarms.term_id
),

-- Every term shared_tickets itself, so that none gets lost.
shared_tickets as (
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
    from shared_tickets
    group by week_start_date, strength_rank
),

{% for round in range(1, rounds + 1) -%}
    theme_{{ round }} as materialized (
        select
            shared_tickets.week_start_date,
            shared_tickets.strength_rank,
            min(theme.theme_rank) as theme_rank
        from shared_tickets
        inner join theme_{{ round - 1 }} as theme
            on
                shared_tickets.week_start_date = theme.week_start_date
                and shared_tickets.other_rank = theme.strength_rank
        group by shared_tickets.week_start_date, shared_tickets.strength_rank
    ),

{% endfor -%}

final as (
    select
        alarms.week_start_date,
        alarms.term_id,
        theme.theme_rank,
        alarms.strength_rank
    from alarms
    inner join theme_{{ rounds }} as theme
        on
            alarms.week_start_date = theme.week_start_date
            and alarms.strength_rank = theme.strength_rank
)

select * from final
