-- Grain: one row per day and slice (source, queue, priority) from the day the slice is first seen.
with

states as (
    select * from {{ ref('int_ticket_states') }}
    where is_in_backlog
),

dates as (
    select * from {{ ref('int_dates') }}
),

slices as (
    select
        source_system,
        queue,
        priority,
        {{ local_date('min(changed_at)') }} as first_date
    from states
    group by source_system, queue, priority
),

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
