with

states as (
    select * from {{ ref('int_ticket_states__carried') }}
),

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

dates as (
    select * from {{ ref('int_dates__spine') }}
),

slices as (
    select
        tickets.source_system,
        states.queue,
        states.priority,
        {{ local_date('min(states.changed_at)') }} as first_date
    from states
    inner join tickets
        on states.ticket_key = tickets.ticket_key
    group by tickets.source_system, states.queue, states.priority
),

-- A slice has rows from the day it is first seen.
final as (
    select
        dates.date_day,
        slices.source_system,
        slices.queue,
        slices.priority
    from slices
    inner join dates
        on slices.first_date <= dates.date_day
)

select * from final
