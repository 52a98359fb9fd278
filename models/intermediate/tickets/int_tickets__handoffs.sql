with

states as (
    select * from {{ ref('int_ticket_states__carried') }}
),

-- Time without an agent between two agents does not hide the handoff.
assignments as (
    select
        ticket_key,
        event_number,
        changed_at,
        agent_id,
        lag(agent_id)
            over (partition by ticket_key order by changed_at, event_number)
            as previous_agent_id
    from states
    where agent_id is not null
),

handoffs as (
    select
        ticket_key,
        event_number,
        agent_id,
        previous_agent_id is not null as is_handoff,
        row_number() over (partition by ticket_key, agent_id order by changed_at, event_number)
        > 1 as is_return
    from assignments
    where previous_agent_id is null or agent_id <> previous_agent_id
),

final as (
    select
        ticket_key,
        count(*) filter (where is_handoff) as handoff_count,
        count(*) filter (where is_handoff and is_return) as ping_pong_count
    from handoffs
    group by ticket_key
)

select * from final
