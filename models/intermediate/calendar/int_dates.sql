-- Grain: one row per day from the first ticket to as_of, in the reporting time zone.
with

tickets as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

span as (
    select
        {{ local_date('least(min(tickets.created_at), min(as_of.first_event_at))') }} as first_date,
        min(as_of.as_of_date) as last_date
    from tickets
    inner join as_of
        on least(tickets.created_at, as_of.first_event_at) <= as_of.as_of
),

final as (
    select {{ days('first_date', 'last_date') }} as date_day
    from span
)

select * from final
