-- Grain: one row per month, source and agent with a public reply or a resolution.
with

tickets as (
    select * from {{ ref('fct_tickets') }}
    where is_resolution_counted and agent_key is not null
),

events as (
    select * from {{ ref('fct_ticket_events') }}
    where is_agent_reply and agent_key is not null
),

agents as (
    select * from {{ ref('dim_agent') }}
),

replies as (
    select
        cast(date_trunc('month', occurred_date) as date) as month_start_date,
        agent_key,
        count(*) as agent_reply_count,
        count(distinct ticket_key) as replied_ticket_count
    from events
    group by cast(date_trunc('month', occurred_date) as date), agent_key
),

-- A resolution is the work of the agent the ticket is assigned to.
resolutions as (
    select
        cast(date_trunc('month', resolved_date) as date) as month_start_date,
        agent_key,
        count(*) as resolved_count,
        count(is_one_touch) as one_touch_known_count,
        count(*) filter (where is_one_touch) as one_touch_count,
        count(*) filter (where is_reopened) as reopened_count,
        {{ percentile('full_resolution_business_minutes', 0.5) }}
            as full_resolution_business_minutes_median,
        count(*) filter (where is_rated) as rated_count,
        count(*) filter (where is_satisfied) as satisfied_count
    from tickets
    group by cast(date_trunc('month', resolved_date) as date), agent_key
),

final as (
    select
        -- key
        coalesce(resolutions.month_start_date, replies.month_start_date) as month_start_date,
        agents.source_system,
        agents.agent_id,

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
            and resolutions.agent_key = replies.agent_key
    inner join agents
        on coalesce(resolutions.agent_key, replies.agent_key) = agents.agent_key
)

select * from final
order by month_start_date, source_system, agent_id
