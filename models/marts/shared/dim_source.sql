-- Grain: one row per source in use: what its export can tell (rule R7).
with

versions as (
    select distinct source_system from {{ ref('int_ticket_versions') }}
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

milestones as (
    select * from {{ ref('int_ticket_milestones') }}
),

events as (
    select
        ticket_key,
        actor_type = 'agent' and actor_id is not null and not is_derived as is_by_agent,
        event_type = 'rated' as is_rating
    from {{ ref('int_ticket_events') }}
),

ticket_events as (
    select
        ticket_key,
        bool_or(is_by_agent) as has_agent,
        bool_or(is_rating) as has_rating
    from events
    group by ticket_key
),

told as (
    select
        tickets.source_system,
        bool_or(tickets.has_reply_times) as has_replies,
        bool_or(tickets.has_reply_log) as has_reply_log,
        bool_or(tickets.has_status_log) as has_status_history,
        bool_or(
            tickets.has_status_log
            or tickets.resolved_at is not null
            or tickets.closed_at is not null
        ) as has_end_times,
        bool_or(tickets.is_end_estimated) as has_estimated_end_times,
        bool_or(tickets.agent_id is not null or ticket_events.has_agent) as has_agents,
        bool_or(ticket_events.has_rating) as has_ratings,
        bool_or(milestones.reopen_count is not null) as has_reopenings,
        count(*) as ticket_count,
        count(*) filter (where not milestones.is_in_scope) as out_of_scope_ticket_count,
        count(*) filter (where milestones.is_in_scope and not milestones.is_end_known)
            as unknown_end_ticket_count,
        count(*) filter (where milestones.is_resolution_estimated) as estimated_end_ticket_count
    from tickets
    inner join milestones
        on tickets.ticket_key = milestones.ticket_key
    left join ticket_events
        on tickets.ticket_key = ticket_events.ticket_key
    group by tickets.source_system
),

final as (
    select
        -- key
        versions.source_system,

        -- what it tells
        coalesce(told.has_replies, false) as has_replies,
        coalesce(told.has_reply_log, false) as has_reply_log,
        coalesce(told.has_status_history, false) as has_status_history,
        coalesce(told.has_end_times, false) as has_end_times,
        coalesce(told.has_estimated_end_times, false) as has_estimated_end_times,
        coalesce(told.has_agents, false) as has_agents,
        coalesce(told.has_ratings, false) as has_ratings,
        coalesce(told.has_reopenings, false) as has_reopenings,

        -- measures
        coalesce(told.ticket_count, 0) as ticket_count,
        coalesce(told.out_of_scope_ticket_count, 0) as out_of_scope_ticket_count,
        coalesce(told.unknown_end_ticket_count, 0) as unknown_end_ticket_count,
        coalesce(told.estimated_end_ticket_count, 0) as estimated_end_ticket_count
    from versions
    left join told
        on versions.source_system = told.source_system
)

select * from final
