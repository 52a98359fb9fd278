with

states as (
    select * from {{ ref('int_ticket_states__carried') }}
),

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

queue_calendars as (
    select * from {{ ref('int_queues__calendars') }}
),

seen as (
    select
        tickets.source_system,
        states.queue,
        min(states.changed_at) as first_seen_at
    from states
    inner join tickets
        on states.ticket_key = tickets.ticket_key
    group by tickets.source_system, states.queue
),

final as (
    select
        -- key
        {{ hash_key(['seen.source_system', 'seen.queue']) }} as queue_key,
        seen.source_system,
        seen.queue,

        -- attributes
        queue_calendars.calendar_id,
        seen.first_seen_at
    from seen
    left join queue_calendars
        on
            seen.source_system = queue_calendars.source_system
            and seen.queue = queue_calendars.queue
)

select * from final
