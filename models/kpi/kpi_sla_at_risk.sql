with

clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where outcome in ('running', 'overdue')
),

tickets as (
    select * from {{ ref('fct_tickets') }}
),

final as (
    select
        -- key: 1 is due first; paused clocks have no due time and come last
        row_number() over (
            order by
                clocks.due_at nulls last, clocks.remaining_business_minutes, clocks.sla_clock_key
        ) as due_rank,
        clocks.sla_clock_key,

        -- which clock
        clocks.source_system,
        tickets.ticket_id,
        clocks.metric,
        clocks.cycle_number,
        clocks.policy_id,
        clocks.outcome,
        clocks.is_paused,
        clocks.outcome = 'running'
        and not clocks.is_paused
        and clocks.remaining_business_minutes <= 240
            as is_due_soon,

        -- who has it now
        tickets.queue,
        tickets.priority,
        tickets.status,
        tickets.agent_id,

        -- when
        clocks.started_at,
        clocks.due_at,
        clocks.target_business_minutes,
        clocks.elapsed_business_minutes,
        clocks.remaining_business_minutes
    from clocks
    inner join tickets
        on clocks.ticket_key = tickets.ticket_key
)

select * from final
order by due_rank
