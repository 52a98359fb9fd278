with

initial_states as (
    select * from {{ ref('int_ticket_states__initial') }}
),

queue_calendars as (
    select * from {{ ref('int_queues__calendars') }}
),

-- The queue a ticket came in by decides: a transfer does not change how its past is measured.
final as (
    select
        initial_states.ticket_key,
        queue_calendars.calendar_id
    from initial_states
    inner join queue_calendars
        on
            initial_states.source_system = queue_calendars.source_system
            and initial_states.queue = queue_calendars.queue
)

select * from final
