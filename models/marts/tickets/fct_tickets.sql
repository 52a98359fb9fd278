with

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

lifecycles as (
    select * from {{ ref('int_tickets__lifecycles') }}
),

positions as (
    select * from {{ ref('int_tickets__milestone_positions') }}
),

clocks as (
    select * from {{ ref('int_tickets__status_clocks') }}
),

slas as (
    select * from {{ ref('int_sla__by_ticket') }}
),

final as (
    select
        -- key
        tickets.ticket_key,
        tickets.source_system,
        tickets.ticket_id,

        -- timestamps (UTC), and days in the reporting time zone
        tickets.created_at,
        {{ local_date('tickets.created_at') }} as created_date,
        lifecycles.updated_at,
        lifecycles.first_responded_at,
        {{ local_date('lifecycles.first_responded_at') }} as first_responded_date,
        lifecycles.first_resolved_at,
        {{ local_date('lifecycles.first_resolved_at') }} as first_resolved_date,
        lifecycles.resolved_at,
        {{ local_date('lifecycles.resolved_at') }} as resolved_date,
        lifecycles.closed_at,

        -- state at as_of
        lifecycles.status,
        lifecycles.is_open,
        lifecycles.is_merged,
        lifecycles.priority,
        lifecycles.queue,
        lifecycles.agent_id,

        -- attributes
        tickets.ticket_type,
        tickets.channel,
        tickets.category,
        tickets.product,
        tickets.requester_id,
        tickets.organization_id,
        tickets.customer_tier,
        tickets.country,
        tickets.language,
        tickets.subject,
        tickets.tags,

        -- handling, and what came of the SLA
        lifecycles.reopen_count,
        lifecycles.handoff_count,
        lifecycles.ping_pong_count,
        lifecycles.queue_transfer_count,
        lifecycles.agent_reply_count,
        lifecycles.customer_reply_count,
        case
            when lifecycles.resolved_at is not null
                then lifecycles.agent_reply_count <= 1 and lifecycles.reopen_count = 0
        end as is_one_touch,
        lifecycles.csat_score,
        slas.first_response_sla_outcome,
        slas.first_response_sla_target_business_minutes,
        slas.resolution_sla_outcome,
        slas.resolution_sla_target_business_minutes,

        -- minutes since creation
        case
            when lifecycles.is_open
                then {{ minutes(microseconds_between('tickets.created_at', 'lifecycles.as_of')) }}
        end as open_age_calendar_minutes,
        {{ minutes(microseconds_between('tickets.created_at', 'lifecycles.first_responded_at')) }}
            as first_response_calendar_minutes,
        {{ minutes('positions.first_responded_position - positions.created_position') }}
            as first_response_business_minutes,
        {{ minutes(microseconds_between('tickets.created_at', 'lifecycles.first_resolved_at')) }}
            as first_resolution_calendar_minutes,
        {{ minutes('positions.first_resolved_position - positions.created_position') }}
            as first_resolution_business_minutes,
        {{ minutes(microseconds_between('tickets.created_at', 'lifecycles.resolved_at')) }}
            as full_resolution_calendar_minutes,
        {{ minutes('positions.resolved_position - positions.created_position') }}
            as full_resolution_business_minutes,

        -- minutes by the owner of the clock
        {{ minutes('clocks.agent_work_calendar_microseconds') }} as agent_work_calendar_minutes,
        {{ minutes('clocks.agent_work_business_microseconds') }} as agent_work_business_minutes,
        {{ minutes('clocks.requester_wait_calendar_microseconds') }}
            as requester_wait_calendar_minutes,
        {{ minutes('clocks.requester_wait_business_microseconds') }}
            as requester_wait_business_minutes,
        {{ minutes('clocks.agent_wait_calendar_microseconds') }} as agent_wait_calendar_minutes,
        {{ minutes('clocks.agent_wait_business_microseconds') }} as agent_wait_business_minutes,
        {{ minutes('clocks.on_hold_calendar_microseconds') }} as on_hold_calendar_minutes,
        {{ minutes('clocks.on_hold_business_microseconds') }} as on_hold_business_minutes
    from tickets
    inner join lifecycles
        on tickets.ticket_key = lifecycles.ticket_key
    inner join positions
        on tickets.ticket_key = positions.ticket_key
    inner join clocks
        on tickets.ticket_key = clocks.ticket_key
    left join slas
        on tickets.ticket_key = slas.ticket_key
)

select * from final
