-- Grain: one row per month, source and agent who replied or resolved; one for all bots together.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
),

sources as (
    select
        ticket_key,
        source_system
    from {{ ref('fct_tickets') }}
),

events as (
    select * from {{ ref('fct_ticket_events') }}
    where is_agent_reply or is_system_reply or is_resolution_counted
),

-- What counts on the day it happened: replies, and resolutions made.
happenings as (
    select
        events.*,
        sources.source_system,
        cast(date_trunc('month', events.occurred_date) as date) as month_start_date
    from events
    inner join sources
        on events.ticket_key = sources.ticket_key
),

-- Everything is the doing of who did it: one row each (rule L9).
doings as (
    select
        month_start_date,
        source_system,
        is_system_reply as is_system,
        case when is_agent_reply then actor_id end as agent_id,
        true as is_reply,
        false as is_resolution_made,
        false as is_resolution,
        false as is_first_response,
        ticket_key,
        cast(null as boolean) as is_one_touch,
        cast(null as boolean) as is_reopened,
        cast(null as boolean) as is_rated,
        cast(null as boolean) as is_satisfied,
        cast(null as double) as business_minutes
    from happenings
    where is_agent_reply or is_system_reply

    union all

    select
        month_start_date,
        source_system,
        is_resolution_by_system as is_system,
        resolved_by_agent_id as agent_id,
        false as is_reply,
        true as is_resolution_made,
        false as is_resolution,
        false as is_first_response,
        ticket_key,
        cast(null as boolean) as is_one_touch,
        cast(null as boolean) as is_reopened,
        cast(null as boolean) as is_rated,
        cast(null as boolean) as is_satisfied,
        cast(null as double) as business_minutes
    from happenings
    where is_resolution_counted

    union all

    select
        cast(date_trunc('month', resolved_date) as date) as month_start_date,
        source_system,
        is_resolved_by_system as is_system,
        resolved_by_agent_id as agent_id,
        false as is_reply,
        false as is_resolution_made,
        true as is_resolution,
        false as is_first_response,
        ticket_key,
        is_one_touch,
        is_reopened,
        is_rated,
        is_satisfied,
        full_resolution_business_minutes as business_minutes
    from tickets
    where is_resolution_counted

    union all

    select
        cast(date_trunc('month', first_responded_date) as date) as month_start_date,
        source_system,
        false as is_system,
        first_responded_by_agent_id as agent_id,
        false as is_reply,
        false as is_resolution_made,
        false as is_resolution,
        true as is_first_response,
        ticket_key,
        cast(null as boolean) as is_one_touch,
        cast(null as boolean) as is_reopened,
        cast(null as boolean) as is_rated,
        cast(null as boolean) as is_satisfied,
        first_response_business_minutes as business_minutes
    from tickets
    where is_first_response_counted
),

counted as (
    select
        month_start_date,
        source_system,
        case when is_system then 'system' else agent_id end as agent_id,
        is_system,
        count(*) filter (where is_reply) as agent_reply_count,
        count(distinct case when is_reply then ticket_key end) as replied_ticket_count,
        count(*) filter (where is_first_response) as first_response_count,
        {{ percentile('case when is_first_response then business_minutes end', 0.5) }}
            as first_response_business_minutes_median,
        count(*) filter (where is_resolution_made) as resolution_made_count,
        count(*) filter (where is_resolution) as resolved_count,
        count(is_one_touch) as one_touch_known_count,
        count(*) filter (where is_one_touch) as one_touch_count,
        count(is_reopened) as reopened_known_count,
        count(*) filter (where is_reopened) as reopened_count,
        {{ percentile('case when is_resolution then business_minutes end', 0.5) }}
            as full_resolution_business_minutes_median,
        count(*) filter (where is_rated) as rated_count,
        count(*) filter (where is_satisfied) as satisfied_count
    from doings
    where is_system or agent_id is not null
    group by
        month_start_date, source_system, case when is_system then 'system' else agent_id end,
        is_system
),

final as (
    select
        -- key
        month_start_date,
        source_system,
        agent_id,
        is_system,

        -- figures
        agent_reply_count,
        replied_ticket_count,
        first_response_count,
        first_response_business_minutes_median,
        resolution_made_count,
        resolved_count,
        one_touch_known_count,
        one_touch_count,
        {{ ratio('one_touch_count', 'one_touch_known_count') }} as one_touch_rate,
        reopened_known_count,
        reopened_count,
        {{ ratio('reopened_count', 'reopened_known_count') }} as reopened_rate,
        full_resolution_business_minutes_median,
        rated_count,
        satisfied_count,
        {{ ratio('satisfied_count', 'rated_count') }} as satisfaction_rate
    from counted
)

select * from final
order by month_start_date, source_system, agent_id, is_system
