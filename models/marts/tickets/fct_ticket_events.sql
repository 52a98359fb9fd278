-- Grain: one row per event of a ticket up to as_of.
{{ config(materialized='view') }}

with

events as (
    select * from {{ ref('int_ticket_events').include(database=false) }}
),

tickets as (
    select * from {{ ref('int_ticket_milestones').include(database=false) }}
),

resolutions as (
    select * from {{ ref('int_ticket_states').include(database=false) }}
    where is_resolved
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

        -- what is counted, of tickets in scope: a reply by the system is nobody's, a note is no
        -- reply (rule L2)
        events.is_agent_reply and tickets.is_in_scope as is_agent_reply,
        events.event_type = 'agent_replied'
        and events.actor_type = 'system'
        and tickets.is_in_scope as is_system_reply,

        -- a resolution made, whether it stands or not, and whose it is (rules L3, L9)
        resolutions.ticket_key is not null as is_resolution,
        resolutions.ticket_key is not null
        and tickets.is_in_scope
        and not tickets.is_merged as is_resolution_counted,
        coalesce(resolutions.actor_type = 'system', false) as is_resolution_by_system,
        resolutions.credited_agent_id as resolved_by_agent_id,
        case
            when resolutions.credited_agent_id is not null
                then {{ hash_key(['tickets.source_system', 'resolutions.credited_agent_id']) }}
        end as resolved_by_agent_key
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
    left join resolutions
        on
            events.ticket_key = resolutions.ticket_key
            and events.event_number = greatest(resolutions.event_number, 1)
)

select * from final
