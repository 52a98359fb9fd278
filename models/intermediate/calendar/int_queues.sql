-- Grain: one row per source and queue that a ticket or a log names, with its calendar.
with

tickets as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

queue_changes as (
    select * from {{ ref('int_event_records') }}
    where event_type = 'queue_changed' and reject_reasons is null
),

queue_calendars as (
    select * from {{ ref('queue_calendars') }}
),

named_queues as (
    select
        source_system,
        queue
    from tickets

    union all

    select
        source_system,
        coalesce(old_value, 'unassigned') as queue
    from queue_changes

    union all

    select
        source_system,
        coalesce(new_value, 'unassigned') as queue
    from queue_changes
),

queues as (
    select distinct
        source_system,
        queue
    from named_queues
),

-- The most specific row counts: queue and source, then queue, then source, then the default.
ranked as (
    select
        queues.source_system,
        queues.queue,
        queue_calendars.calendar_id,
        row_number() over (
            partition by queues.source_system, queues.queue
            order by
                case when queue_calendars.queue is null then 1 else 0 end,
                case when queue_calendars.source_system is null then 1 else 0 end
        ) as preference
    from queues
    inner join queue_calendars
        on
            (queue_calendars.queue is null or queues.queue = queue_calendars.queue)
            and (
                queue_calendars.source_system is null
                or queues.source_system = queue_calendars.source_system
            )
),

final as (
    select
        source_system,
        queue,
        calendar_id
    from ranked
    where preference = 1
)

select * from final
