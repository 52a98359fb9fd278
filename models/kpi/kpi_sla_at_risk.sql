-- Grain: one row per SLA clock that runs at as_of, soonest due first: the list a shift works from.
with

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where is_sla_open
),

tickets as (
    select * from {{ ref('fct_tickets') }}
),

final as (
    select
        -- key: 1 is due first; paused clocks have no due time and come last
        row_number() over (
            order by
                clocks.due_at nulls last,
                clocks.remaining_business_minutes,
                clocks.source_system,
                tickets.ticket_id,
                clocks.metric,
                clocks.cycle_number
        ) as due_rank,
        clocks.sla_clock_key,
        clocks.ticket_key,

        -- which clock
        clocks.source_system,
        tickets.ticket_id,
        clocks.metric,
        clocks.cycle_number,
        clocks.policy_id,
        clocks.outcome,
        clocks.is_paused,
        clocks.is_due_soon,
        clocks.risk_state,

        -- who has it now
        tickets.queue,
        tickets.priority,
        tickets.status,
        tickets.agent_id,

        -- when
        clocks.started_at,
        clocks.due_at,
        clocks.due_opening_at,
        clocks.target_business_minutes,
        clocks.elapsed_business_minutes,
        clocks.remaining_business_minutes
    from clocks
    inner join tickets
        on clocks.ticket_key = tickets.ticket_key
)

select * from final
order by due_rank
