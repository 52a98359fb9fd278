with

events as (
    select * from {{ ref('int_ticket_events__stream') }}
    where actor_type = 'agent' and actor_id is not null
),

intervals as (
    select * from {{ ref('int_ticket_states__intervals') }}
    where agent_id is not null
),

tickets as (
    select * from {{ ref('int_ticket_states__initial') }}
),

sightings as (
    select
        ticket_key,
        actor_id as agent_id,
        occurred_at as seen_at
    from events

    union all

    select
        ticket_key,
        agent_id,
        valid_from as seen_at
    from intervals
),

final as (
    select
        -- key
        {{ hash_key(['tickets.source_system', 'sightings.agent_id']) }} as agent_key,
        tickets.source_system,
        sightings.agent_id,

        -- attributes
        min(sightings.seen_at) as first_seen_at,
        max(sightings.seen_at) as last_seen_at
    from sightings
    inner join tickets
        on sightings.ticket_key = tickets.ticket_key
    group by tickets.source_system, sightings.agent_id
)

select * from final
