with

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

events as (
    select * from {{ ref('int_ticket_events__checked') }}
),

latest_times as (
    select
        max(greatest(created_at, updated_at, first_responded_at, resolved_at, closed_at))
            as latest_at
    from tickets

    union all

    select max(occurred_at) as latest_at
    from events
    where reject_reason is null
),

measured as (
    select
        coalesce(
            {{ given_as_of() }},
            max(latest_at)
        ) as as_of
    from latest_times
),

final as (
    select
        as_of,
        {{ local_date('as_of') }} as as_of_date
    from measured
)

select * from final
