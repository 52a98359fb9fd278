{{ config(enabled=var('text_analysis')) }}
-- A watched term has as many tickets over all weeks as it has at all, and in none more than the
-- week has.
with

weeks as (
    select
        kind,
        term,
        sum(ticket_count) as ticket_count,
        max(ticket_count - week_ticket_count) as excess
    from {{ ref('int_text__term_weeks') }}
    group by kind, term
),

terms as (
    select * from {{ ref('int_text__terms') }}
)

select
    weeks.kind,
    weeks.term,
    weeks.ticket_count,
    terms.ticket_count as expected
from weeks
left join terms
    on
        weeks.kind = terms.kind
        and weeks.term = terms.term
where
    terms.ticket_count is null
    or weeks.ticket_count <> terms.ticket_count
    or weeks.excess > 0
