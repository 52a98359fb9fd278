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

first_response_clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where metric = 'first_response'
),

resolution_clocks as (
    select * from {{ ref('fct_sla_clocks') }}
    where metric = 'resolution'
),

age_buckets as (
    select * from {{ ref('age_buckets') }}
),

measured as (
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
        first_response_clocks.outcome as first_response_sla_outcome,
        first_response_clocks.target_business_minutes
            as first_response_sla_target_business_minutes,
        first_response_clocks.is_sla_decided as is_first_response_sla_decided,
        first_response_clocks.is_sla_met as is_first_response_sla_met,
        resolution_clocks.outcome as resolution_sla_outcome,
        resolution_clocks.target_business_minutes as resolution_sla_target_business_minutes,
        resolution_clocks.is_sla_decided as is_resolution_sla_decided,
        resolution_clocks.is_sla_met as is_resolution_sla_met,

        -- minutes since creation
        case
            when lifecycles.is_open
                then {{ minutes(microseconds_between('tickets.created_at', 'lifecycles.as_of')) }}
        end as open_age_calendar_minutes,
        case
            when lifecycles.is_open
                then
                    {{ local_date('lifecycles.as_of') }} - {{ local_date('tickets.created_at') }}
        end as open_age_days,
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
    left join first_response_clocks
        on tickets.ticket_key = first_response_clocks.ticket_key
    left join resolution_clocks
        on tickets.ticket_key = resolution_clocks.ticket_key
),

final as (
    select
        measured.*,

        -- keys of the dimensions
        case
            when measured.agent_id is not null
                then {{ hash_key(['measured.source_system', 'measured.agent_id']) }}
        end as agent_key,
        {{ hash_key(['measured.source_system', 'measured.queue']) }} as queue_key,
        case
            when measured.organization_id is not null
                then {{ hash_key(['measured.source_system', 'measured.organization_id']) }}
        end as organization_key,

        -- what is counted: a merged ticket is none of these (rule L8)
        measured.first_responded_at is not null and not measured.is_merged
            as is_first_response_counted,
        measured.first_resolved_at is not null and not measured.is_merged
            as is_first_resolution_counted,
        measured.resolved_at is not null and not measured.is_merged as is_resolution_counted,
        measured.csat_score is not null and not measured.is_merged as is_rated,
        case when not measured.is_merged then measured.csat_score >= 4 end as is_satisfied,
        measured.reopen_count > 0 as is_reopened,
        age_buckets.age_bucket
    from measured
    left join age_buckets
        on
            measured.open_age_days >= age_buckets.min_age_days
            and measured.open_age_days
            < coalesce(age_buckets.max_age_days, measured.open_age_days + 1)
)

select * from final
