-- Grain: one row per day from the first ticket to as_of, in the reporting time zone.
with

tickets as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

-- A ticket may have been written into its row after its first events (L10).
first_events as (
    select min(occurred_at) as occurred_at
    from {{ ref('int_event_records') }}
    where reject_reasons is null
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

span as (
    select
        {{ local_date('least(min(tickets.created_at), min(first_events.occurred_at))') }}
            as first_date,
        min(as_of.as_of_date) as last_date
    from tickets
    inner join as_of
        on tickets.created_at <= as_of.as_of
    cross join first_events
),

final as (
    select {{ days('first_date', 'last_date') }} as date_day
    from span
)

select * from final
