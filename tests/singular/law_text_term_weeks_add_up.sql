{{ config(enabled=var('text_analysis')) }}
-- A watched term has as many tickets over all weeks as it has at all, and in none more than the
-- week has.
with

weeks as (
    select
        term_id,
        sum(ticket_count) as ticket_count,
        max(ticket_count - week_ticket_count) as excess
    from {{ ref('int_text__term_weeks') }}
    group by term_id
),

terms as (
    select * from {{ ref('int_text__watched_terms') }}
)

select
    weeks.term_id,
    weeks.ticket_count,
    terms.ticket_count as expected
from weeks
left join terms
    on weeks.term_id = terms.term_id
where
    terms.ticket_count is null
    or weeks.ticket_count <> terms.ticket_count
    or weeks.excess > 0
