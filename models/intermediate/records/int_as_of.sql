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
        min(created_at) as earliest_at,
        max(greatest(created_at, updated_at, first_responded_at, resolved_at, closed_at))
            as latest_at
    from tickets

    union all

    select
        min(occurred_at) as earliest_at,
        max(occurred_at) as latest_at
    from events
),

measured as (
    select
        coalesce({{ given_as_of() }}, max(latest_at)) as as_of,
        min(earliest_at) as first_row_at,
        max(latest_at) as last_row_at
    from latest_times
),

final as (
    select
        as_of,
        {{ local_date('as_of') }} as as_of_date,
        first_row_at,
        last_row_at
    from measured
)

select * from final
