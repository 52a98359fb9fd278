-- Grain: one row per source and queue that ever held a ticket.
with

states as (
    select * from {{ ref('int_ticket_states') }}
),

queues as (
    select * from {{ ref('int_queues') }}
),

seen as (
    select
        source_system,
        queue,
        min(changed_at) as first_seen_at
    from states
    group by source_system, queue
),

final as (
    select
        -- key
        {{ hash_key(['seen.source_system', 'seen.queue']) }} as queue_key,
        seen.source_system,
        seen.queue,

        -- attributes
        queues.calendar_id,
        seen.first_seen_at
    from seen
    left join queues
        on
            seen.source_system = queues.source_system
            and seen.queue = queues.queue
)

select * from final
