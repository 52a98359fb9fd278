-- Grain: one row per ticket, as of the build.
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

milestones as (
    select * from {{ ref('int_ticket_milestones') }}
),

durations as (
    select * from {{ ref('int_ticket_durations') }}
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
        milestones.updated_at,
        milestones.first_responded_at,
        {{ local_date('milestones.first_responded_at') }} as first_responded_date,
        milestones.first_resolved_at,
        {{ local_date('milestones.first_resolved_at') }} as first_resolved_date,
        milestones.resolved_at,
        {{ local_date('milestones.resolved_at') }} as resolved_date,
        milestones.closed_at,

        -- state at as_of
        milestones.status,
        milestones.is_open,
        milestones.is_merged,
        milestones.is_in_scope,
        milestones.is_end_known,
        milestones.is_in_scope and not milestones.is_merged as is_judged,
        milestones.priority,
        milestones.queue,
        milestones.agent_id,

        -- who did it (rule L9)
        milestones.first_responded_by_agent_id,
        milestones.resolved_by_agent_id,
        milestones.is_resolved_by_system,
        milestones.is_resolution_estimated,

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
        milestones.reopen_count,
        milestones.handoff_count,
        milestones.ping_pong_count,
        milestones.queue_transfer_count,
        milestones.agent_reply_count,
        milestones.customer_reply_count,
        case
            when milestones.resolved_at is not null
                then
                    not milestones.is_resolved_by_system
                    and milestones.agent_reply_count <= 1
                    and milestones.reopen_count = 0
        end as is_one_touch,
        milestones.csat_score,
        first_response_clocks.outcome as first_response_sla_outcome,
        first_response_clocks.target_business_minutes
            as first_response_sla_target_business_minutes,
        first_response_clocks.is_sla_decided as is_first_response_sla_decided,
        first_response_clocks.is_sla_met as is_first_response_sla_met,
        resolution_clocks.outcome as resolution_sla_outcome,
        resolution_clocks.target_business_minutes as resolution_sla_target_business_minutes,
        resolution_clocks.is_sla_decided as is_resolution_sla_decided,
        resolution_clocks.is_sla_met as is_resolution_sla_met,

        -- minutes since creation; of the first response since somebody waits for it
        case
            when milestones.is_open
                then {{ minutes(microseconds_between('tickets.created_at', 'milestones.as_of')) }}
        end as open_age_calendar_minutes,
        case
            when milestones.is_open
                then
                    {{ local_date('milestones.as_of') }} - {{ local_date('tickets.created_at') }}
        end as open_age_days,
        {{ minutes(microseconds_between(
            'milestones.first_response_awaited_from', 'milestones.first_responded_at'
        )) }} as first_response_calendar_minutes,
        {{ minutes('durations.first_response_business_microseconds') }}
            as first_response_business_minutes,
        {{ minutes(microseconds_between('tickets.created_at', 'milestones.first_resolved_at')) }}
            as first_resolution_calendar_minutes,
        {{ minutes('durations.first_resolution_business_microseconds') }}
            as first_resolution_business_minutes,
        {{ minutes(microseconds_between('tickets.created_at', 'milestones.resolved_at')) }}
            as full_resolution_calendar_minutes,
        {{ minutes('durations.full_resolution_business_microseconds') }}
            as full_resolution_business_minutes,

        -- minutes by the owner of the clock
        {{ minutes('durations.agent_calendar_microseconds') }} as agent_work_calendar_minutes,
        {{ minutes('durations.agent_business_microseconds') }} as agent_work_business_minutes,
        {{ minutes(
            'durations.agent_calendar_microseconds + durations.on_hold_calendar_microseconds'
        ) }} as requester_wait_calendar_minutes,
        {{ minutes(
            'durations.agent_business_microseconds + durations.on_hold_business_microseconds'
        ) }} as requester_wait_business_minutes,
        {{ minutes('durations.customer_calendar_microseconds') }} as agent_wait_calendar_minutes,
        {{ minutes('durations.customer_business_microseconds') }} as agent_wait_business_minutes,
        {{ minutes('durations.on_hold_calendar_microseconds') }} as on_hold_calendar_minutes,
        {{ minutes('durations.on_hold_business_microseconds') }} as on_hold_business_minutes
    from tickets
    inner join milestones
        on tickets.ticket_key = milestones.ticket_key
    left join durations
        on
            tickets.ticket_key = durations.ticket_key
            and milestones.is_end_known
    left join first_response_clocks
        on tickets.ticket_key = first_response_clocks.ticket_key
    left join resolution_clocks
        on tickets.ticket_key = resolution_clocks.ticket_key
),

final as (
    select
        measured.* exclude (is_judged),  -- noqa: RF02

        -- keys of the dimensions
        case
            when measured.agent_id is not null
                then {{ hash_key(['measured.source_system', 'measured.agent_id']) }}
        end as agent_key,
        case
            when measured.resolved_by_agent_id is not null
                then {{ hash_key(['measured.source_system', 'measured.resolved_by_agent_id']) }}
        end as resolved_by_agent_key,
        case
            when measured.first_responded_by_agent_id is not null
                then {{ hash_key([
                    'measured.source_system', 'measured.first_responded_by_agent_id'
                ]) }}
        end as first_responded_by_agent_key,
        {{ hash_key(['measured.source_system', 'measured.queue']) }} as queue_key,
        case
            when measured.organization_id is not null
                then {{ hash_key(['measured.source_system', 'measured.organization_id']) }}
        end as organization_key,

        -- what is counted: a ticket merged or out of scope is none of these (rules L8, L1)
        measured.first_responded_at is not null and measured.is_judged as is_first_response_counted,
        measured.first_resolved_at is not null and measured.is_judged
            as is_first_resolution_counted,
        measured.resolved_at is not null and measured.is_judged as is_resolution_counted,
        measured.csat_score is not null and measured.is_judged as is_rated,
        case when measured.is_judged then measured.csat_score >= 4 end as is_satisfied,
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
