with

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

span as (
    select
        {{ local_date('min(tickets.created_at)') }} as first_date,
        min(as_of.as_of_date) as last_date
    from tickets
    cross join as_of
),

final as (
    select {{ days('first_date', 'last_date') }} as date_day
    from span
)

select * from final
