-- Section 6: business minutes are never negative, never more than calendar minutes, and there for
-- every interval.
select ticket_interval_key
from {{ ref('fct_ticket_intervals') }}
where
    business_minutes is null
    or business_minutes < 0
    or business_minutes > calendar_minutes + 0.000001
