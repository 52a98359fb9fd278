-- Grain: one row per event of a ticket up to as_of.
{{ config(materialized='view') }}

with

events as (
    select * from {{ ref('int_ticket_events').include(database=false) }}
),

tickets as (
    select * from {{ ref('int_tickets').include(database=false) }}
),

final as (
    select
        -- key
        events.event_key,
        events.ticket_key,
        events.event_id,
        events.event_number,

        -- timestamps (UTC)
        events.occurred_at,
        {{ local_date('events.occurred_at') }} as occurred_date,

        -- attributes
        events.event_type,
        events.actor_type,
        events.actor_id,
        case
            when events.actor_type = 'agent' and events.actor_id is not null
                then {{ hash_key(['tickets.source_system', 'events.actor_id']) }}
        end as agent_key,
        events.old_value,
        events.new_value,
        events.is_derived,

        -- what is counted: a reply by the system is nobody's, a note is no reply (rule L2)
        events.event_type = 'agent_replied' and events.actor_type = 'agent' as is_agent_reply
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
)

select * from final
