{{ config(enabled=var('text_analysis')) }}
-- Counted anew from the tickets: in each week a watched term has as many tickets as the row says,
-- and no more than the week has.
with

weeks as (
    select * from {{ ref('int_text_term_weeks') }}
),

counted as (
    select
        texts.week_start_date,
        ticket_terms.term_id,
        count(distinct texts.ticket_key) as ticket_count
    from {{ ref('int_text_ticket_terms') }} as ticket_terms
    inner join {{ ref('int_texts') }} as texts
        on ticket_terms.ticket_key = texts.ticket_key
    group by texts.week_start_date, ticket_terms.term_id
)

select
    weeks.week_start_date,
    weeks.term_id,
    weeks.ticket_count,
    counted.ticket_count as expected
from weeks
left join counted
    on
        weeks.week_start_date = counted.week_start_date
        and weeks.term_id = counted.term_id
where
    weeks.ticket_count <> coalesce(counted.ticket_count, 0)
    or weeks.ticket_count > weeks.week_ticket_count
