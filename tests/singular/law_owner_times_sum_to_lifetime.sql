-- Section 5: agent, customer, third party and nobody share the whole life of a ticket; the clocks
-- of L5 agree with it.
with

intervals as (
    select * from {{ ref('fct_ticket_intervals') }}
),

tickets as (
    select * from {{ ref('fct_tickets') }}
),

owner_times as (
    select
        ticket_key,
        (epoch_us(max(valid_to)) - epoch_us(min(valid_from))) / 60000000.0 as lifetime_minutes,
        coalesce(sum(calendar_minutes) filter (where clock_owner = 'nobody'), 0) as nobody_minutes,
        coalesce(sum(business_minutes) filter (where is_open), 0) as open_business_minutes
    from intervals
    group by ticket_key
)

select tickets.ticket_key
from tickets
inner join owner_times
    on tickets.ticket_key = owner_times.ticket_key
where
    abs(
        tickets.requester_wait_calendar_minutes + tickets.agent_wait_calendar_minutes
        + owner_times.nobody_minutes - owner_times.lifetime_minutes
    ) > 0.000001
    or abs(
        tickets.requester_wait_business_minutes + tickets.agent_wait_business_minutes
        - owner_times.open_business_minutes
    ) > 0.000001
    or abs(
        tickets.agent_work_calendar_minutes + tickets.on_hold_calendar_minutes
        - tickets.requester_wait_calendar_minutes
    ) > 0.000001
