{#- Tickets of each theme of a week, once each, with how many of its terms they contain. -#}
with

themes as (
    select * from {{ ref('int_text__alarm_themes') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

messages as (
    select * from {{ ref('int_text__messages') }}
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

final as (
    select
        themes.week_start_date,
        themes.theme_rank,
        tickets.ticket_key,
        tickets.ticket_id,
        tickets.created_at,
        count(*) as term_count
    from themes
    inner join messages
        on themes.week_start_date = messages.week_start_date
    inner join ticket_terms
        on
            messages.ticket_key = ticket_terms.ticket_key
            and themes.term_id = ticket_terms.term_id
    inner join tickets
        on messages.ticket_key = tickets.ticket_key
    group by
        themes.week_start_date,
        themes.theme_rank,
        tickets.ticket_key,
        tickets.ticket_id,
        tickets.created_at
)

select * from final
