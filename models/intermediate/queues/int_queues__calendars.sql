with

states as (
    select * from {{ ref('int_ticket_states__carried') }}
),

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

queue_calendars as (
    select * from {{ ref('queue_calendars') }}
),

-- A queue that held a ticket for no time has its calendar too.
queues as (
    select distinct
        tickets.source_system,
        states.queue
    from states
    inner join tickets
        on states.ticket_key = tickets.ticket_key
),

-- The most specific row counts: queue and source, then queue, then source, then the default.
final as (
    select
        queues.source_system,
        queues.queue,
        arg_min(
            queue_calendars.calendar_id,
            (queue_calendars.queue is null, queue_calendars.source_system is null)
        ) as calendar_id
    from queues
    inner join queue_calendars
        on
            (queue_calendars.queue is null or queues.queue = queue_calendars.queue)
            and (
                queue_calendars.source_system is null
                or queues.source_system = queue_calendars.source_system
            )
    group by queues.source_system, queues.queue
)

select * from final
