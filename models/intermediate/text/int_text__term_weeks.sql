{#- Every term in every week, also those in which nobody wrote it. -#}
with

messages as (
    select * from {{ ref('int_text__messages') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

terms as (
    select * from {{ ref('int_text__terms') }}
    where kind in ('word', 'phrase') and ticket_count >= 5
),

weeks as (
    select
        week_start_date,
        count(*) as week_ticket_count
    from messages
    group by week_start_date
),

counted as (
    select
        messages.week_start_date,
        ticket_terms.kind,
        ticket_terms.term,
        count(*) as ticket_count
    from ticket_terms
    inner join messages
        on ticket_terms.ticket_key = messages.ticket_key
    group by messages.week_start_date, ticket_terms.kind, ticket_terms.term
),

final as (
    select
        weeks.week_start_date,
        terms.kind,
        terms.term,
        coalesce(counted.ticket_count, 0) as ticket_count,
        weeks.week_ticket_count
    from weeks
    cross join terms
    left join counted
        on
            weeks.week_start_date = counted.week_start_date
            and terms.kind = counted.kind
            and terms.term = counted.term
)

select * from final
