with

tickets as (
    select * from {{ ref('fct_tickets') }}
),

events as (
    select * from {{ ref('fct_ticket_events') }}
    where event_type = 'agent_replied' and actor_type = 'agent' and actor_id is not null
),

replies as (
    select
        cast(date_trunc('month', events.occurred_date) as date) as month_start_date,
        tickets.source_system,
        events.actor_id as agent_id,
        count(*) as agent_reply_count,
        count(distinct events.ticket_key) as replied_ticket_count
    from events
    inner join tickets
        on events.ticket_key = tickets.ticket_key
    group by
        cast(date_trunc('month', events.occurred_date) as date),
        tickets.source_system,
        events.actor_id
),

-- A resolution is the work of the agent the ticket is assigned to.
resolutions as (
    select
        cast(date_trunc('month', resolved_date) as date) as month_start_date,
        source_system,
        agent_id,
        count(*) as resolved_count,
        count(is_one_touch) as one_touch_known_count,
        count(*) filter (where is_one_touch) as one_touch_count,
        count(*) filter (where reopen_count > 0) as reopened_count,
        {{ percentile('full_resolution_business_minutes', 0.5) }}
            as full_resolution_business_minutes_median,
        count(csat_score) as rated_count,
        count(*) filter (where csat_score >= 4) as satisfied_count
    from tickets
    where resolved_date is not null and agent_id is not null and not is_merged
    group by cast(date_trunc('month', resolved_date) as date), source_system, agent_id
),

final as (
    select
        -- key
        coalesce(resolutions.month_start_date, replies.month_start_date) as month_start_date,
        coalesce(resolutions.source_system, replies.source_system) as source_system,
        coalesce(resolutions.agent_id, replies.agent_id) as agent_id,

        -- figures
        coalesce(replies.agent_reply_count, 0) as agent_reply_count,
        coalesce(replies.replied_ticket_count, 0) as replied_ticket_count,
        coalesce(resolutions.resolved_count, 0) as resolved_count,
        coalesce(resolutions.one_touch_known_count, 0) as one_touch_known_count,
        coalesce(resolutions.one_touch_count, 0) as one_touch_count,
        {{ ratio('resolutions.one_touch_count', 'resolutions.one_touch_known_count') }}
            as one_touch_rate,
        coalesce(resolutions.reopened_count, 0) as reopened_count,
        {{ ratio('resolutions.reopened_count', 'resolutions.resolved_count') }} as reopened_rate,
        resolutions.full_resolution_business_minutes_median,
        coalesce(resolutions.rated_count, 0) as rated_count,
        coalesce(resolutions.satisfied_count, 0) as satisfied_count,
        {{ ratio('resolutions.satisfied_count', 'resolutions.rated_count') }} as satisfaction_rate
    from resolutions
    full outer join replies
        on
            resolutions.month_start_date = replies.month_start_date
            and resolutions.source_system = replies.source_system
            and resolutions.agent_id = replies.agent_id
)

select * from final
order by month_start_date, source_system, agent_id
