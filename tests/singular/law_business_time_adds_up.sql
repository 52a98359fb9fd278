-- Section 6: F(a, c) = F(a, b) + F(b, c), on the intervals of resolved tickets against their
-- milestones.
with

intervals as (
    select * from {{ ref('fct_ticket_intervals') }}
),

tickets as (
    select tickets.*
    from {{ ref('fct_tickets') }} as tickets
    inner join intervals
        on
            tickets.ticket_key = intervals.ticket_key
            and tickets.resolved_at = intervals.valid_from
),

summed as (
    select
        tickets.ticket_key,
        tickets.full_resolution_business_minutes,
        coalesce(sum(intervals.business_minutes), 0) as business_minutes
    from tickets
    left join intervals
        on
            tickets.ticket_key = intervals.ticket_key
            and tickets.resolved_at >= intervals.valid_to
            and not intervals.is_current
    group by tickets.ticket_key, tickets.full_resolution_business_minutes
)

select ticket_key
from summed
where abs(full_resolution_business_minutes - business_minutes) > 0.000001
