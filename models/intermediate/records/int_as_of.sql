-- Grain: one row, the instant everything is measured at (rule T2).
with

tickets as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

events as (
    select * from {{ ref('int_event_records') }}
    where reject_reasons is null
),

latest_times as (
    select
        max(greatest(created_at, updated_at, first_responded_at, resolved_at, closed_at))
            as latest_at,
        cast(null as timestamp) as first_event_at
    from tickets

    union all

    select
        max(occurred_at) as latest_at,
        min(occurred_at) as first_event_at
    from events
),

measured as (
    select
        coalesce({{ given_as_of() }}, max(latest_at)) as as_of,
        min(first_event_at) as first_event_at
    from latest_times
),

final as (
    select
        as_of,
        {{ local_date('as_of') }} as as_of_date,
        first_event_at
    from measured
)

select * from final
