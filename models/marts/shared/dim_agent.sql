-- Grain: one row per source and agent who acted on a ticket or had one.
with

events as (
    select * from {{ ref('int_ticket_events') }}
    where actor_type = 'agent' and actor_id is not null
),

intervals as (
    select * from {{ ref('int_ticket_intervals') }}
    where agent_id is not null
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

sightings as (
    select
        tickets.source_system,
        events.actor_id as agent_id,
        events.occurred_at as seen_at
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key

    union all

    select
        source_system,
        agent_id,
        valid_from as seen_at
    from intervals
),

final as (
    select
        -- key
        {{ hash_key(['source_system', 'agent_id']) }} as agent_key,
        source_system,
        agent_id,

        -- attributes
        min(seen_at) as first_seen_at,
        max(seen_at) as last_seen_at
    from sightings
    group by source_system, agent_id
)

select * from final
