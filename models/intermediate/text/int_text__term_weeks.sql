{#- Every term in every week, also those in which nobody wrote it. -#}
with

messages as (
    select * from {{ ref('int_text__messages') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

terms as (
    select * from {{ ref('int_text__watched_terms') }}
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
        ticket_terms.term_id,
        count(*) as ticket_count
    from ticket_terms
    inner join messages
        on ticket_terms.ticket_key = messages.ticket_key
    group by messages.week_start_date, ticket_terms.term_id
),

final as (
    select
        weeks.week_start_date,
        terms.term_id,
        coalesce(counted.ticket_count, 0) as ticket_count,
        weeks.week_ticket_count
    from weeks
    cross join terms
    left join counted
        on
            weeks.week_start_date = counted.week_start_date
            and terms.term_id = counted.term_id
)

select * from final
