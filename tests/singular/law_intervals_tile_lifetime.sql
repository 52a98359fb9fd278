-- Section 5: the intervals of a ticket tile [created_at, as_of) without gap or overlap.
with

intervals as (
    select * from {{ ref('fct_ticket_intervals') }}
),

tickets as (
    select * from {{ ref('fct_tickets') }}
),

neighbours as (
    select
        *,
        lead(valid_from) over (partition by ticket_key order by valid_from) as next_valid_from,
        max(valid_to) over () as as_of
    from intervals
),

gaps as (
    select ticket_key
    from neighbours
    where
        (next_valid_from is null) <> is_current
        or valid_to <> coalesce(next_valid_from, as_of)
        or (valid_from >= valid_to and not is_current)
),

spans as (
    select
        ticket_key,
        min(valid_from) as first_instant,
        count(*) filter (where is_current) as current_count
    from intervals
    group by ticket_key
),

wrong_spans as (
    select tickets.ticket_key
    from tickets
    left join spans
        on tickets.ticket_key = spans.ticket_key
    where
        spans.first_instant is null
        or spans.first_instant <> tickets.created_at
        or spans.current_count <> 1
)

select * from gaps
union all
select * from wrong_spans
