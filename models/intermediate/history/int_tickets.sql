-- Grain: one row per ticket that exists at as_of: what its row says, when and in which state it
-- came into being, and what its log and its source can tell (rules R5, R7, L10).
{%- set estimating_sources = [] %}
{%- for name in var('ticket_sources') if source_setting(name, 'end_time') == 'updated_at' %}
    {%- do estimating_sources.append(text_literal(name)) %}
{%- endfor %}
with

tickets as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

events as (
    select * from {{ ref('int_event_records') }}
    where reject_reasons is null
),

logged_types as (
    select distinct
        source_system,
        event_type
    from {{ ref('int_event_records') }}
    where reject_reasons is null
),

log_beginnings as (
    select * from {{ ref('int_log_beginnings') }}
),

reply_times as (
    select distinct source_system from {{ ref('int_ticket_versions') }}
    where is_newest and first_responded_at is not null
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

-- All events count here, also those after as_of: what a ticket was at first does not depend on it.
ticket_logs as (
    select
        ticket_key,
        bool_or(event_type = 'status_changed') as has_status_changes,
        {{ earliest("coalesce(old_value, 'new')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'status_changed') as first_status,
        {{ earliest("coalesce(old_value, 'unknown')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'priority_changed') as first_priority,
        {{ earliest("coalesce(old_value, 'unassigned')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'queue_changed') as first_queue,
        {{ earliest("coalesce(old_value, '')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'agent_changed') as first_agent_id,

        -- how it began
        min(occurred_at) filter (where event_type = 'created') as logged_created_at,
        min(occurred_at) filter (where event_type = 'customer_replied') as first_asked_at,
        min(occurred_at) filter (where event_type = 'agent_replied' and actor_type = 'agent')
            as first_replied_at,
        {{ earliest("case when actor_type = 'agent' then coalesce(actor_id, '?') else '' end", [
            'occurred_at', 'source_order'
        ]) }} filter (where event_type = 'created') as creating_agent_id,
        {{ earliest("coalesce(actor_id, '?')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'agent_replied' and actor_type = 'agent') as first_replier_id
    from events
    where event_type not in ('note_added', 'rated', 'merged')
    group by ticket_key
),

source_logs as (
    select
        source_system,
        bool_or(event_type = 'status_changed') as has_status_changes,
        bool_or(event_type in ('agent_replied', 'customer_replied')) as has_replies,
        bool_or(event_type = 'rated') as has_ratings,
        bool_or(event_type = 'merged') as has_merges
    from logged_types
    group by source_system
),

-- The end of a ticket is told by its log or its times; by its last update only where the source is
-- said to mean that.
told as (
    select
        tickets.*,
        ticket_logs.first_status,
        ticket_logs.first_priority,
        ticket_logs.first_queue,
        ticket_logs.first_agent_id,
        ticket_logs.logged_created_at,
        ticket_logs.first_asked_at,
        ticket_logs.first_replied_at,
        ticket_logs.creating_agent_id,
        ticket_logs.first_replier_id,
        least(tickets.created_at, log_beginnings.began_at) as began_at,
        coalesce(ticket_logs.has_status_changes, false) as has_status_changes,
        coalesce(ticket_logs.has_status_changes, false)
        or tickets.resolved_at is not null
        or tickets.closed_at is not null
        or coalesce(statuses.is_open, true) as is_told,
        {{ 'tickets.source_system in (' ~ (estimating_sources | join(', ')) ~ ')'
            if estimating_sources else 'false' }}
        and tickets.updated_at > tickets.created_at as is_updated_at_the_end,
        coalesce(source_logs.has_status_changes, false) as has_status_log,
        coalesce(source_logs.has_replies, false) as has_reply_log,
        coalesce(source_logs.has_ratings, false) as has_rating_log,
        coalesce(source_logs.has_merges, false) as has_merge_log,
        tickets.has_reply_times
        and (coalesce(source_logs.has_replies, false) or reply_times.source_system is not null)
            as is_reply_told
    from tickets
    left join statuses
        on tickets.status = statuses.status
    left join ticket_logs
        on tickets.ticket_key = ticket_logs.ticket_key
    left join log_beginnings
        on tickets.ticket_key = log_beginnings.ticket_key
    left join source_logs
        on tickets.source_system = source_logs.source_system
    left join reply_times
        on tickets.source_system = reply_times.source_system
),

final as (
    select
        -- key
        told.ticket_key,
        told.source_system,
        told.ticket_id,
        told.row_id,

        -- what its row says
        told.agent_id,
        told.requester_id,
        told.organization_id,
        told.status,
        told.priority,
        told.ticket_type,
        told.channel,
        told.category,
        told.product,
        told.queue,
        told.customer_tier,
        told.country,
        told.language,
        told.subject,
        told.tags,
        told.is_merged,
        told.reopen_count,
        told.csat_score,

        -- its times (UTC)
        told.began_at as created_at,
        told.updated_at,
        told.first_responded_at,
        told.resolved_at,
        told.closed_at,

        -- when an agent opened it, not for him- or herself (rule L2): the log says so, or else the
        -- first text is an agent's. Null: the customer did
        case
            when told.creating_agent_id = '' or told.creating_agent_id = told.requester_id then null
            when told.creating_agent_id is not null then told.logged_created_at
            when
                told.first_replied_at = told.began_at
                and coalesce(told.first_asked_at > told.began_at, true)
                and coalesce(told.first_replier_id <> told.requester_id, true)
                then told.began_at
        end as opened_by_agent_at,

        -- its state at creation. Where changes of status are logged, a ticket without one still is
        -- what it was at first; so is one whose end nobody tells.
        case
            when told.first_status is not null then told.first_status
            when told.status = 'new' then 'new'
            when not told.is_told and not told.is_updated_at_the_end then told.status
            when
                told.is_told
                and told.has_status_log
                and told.resolved_at is null
                and told.closed_at is null
                then told.status
            else 'open'
        end as first_status,
        coalesce(told.first_priority, told.priority) as first_priority,
        coalesce(told.first_queue, told.queue) as first_queue,
        coalesce(told.first_agent_id, told.agent_id, '') as first_agent_id,

        -- what its log and its source tell
        told.is_told or told.is_updated_at_the_end as is_end_known,
        not told.is_told and told.is_updated_at_the_end as is_end_estimated,
        told.logged_created_at is not null as has_created,
        told.has_status_changes,
        told.has_status_log,
        told.has_reply_log,
        told.has_rating_log,
        told.has_merge_log,
        told.is_reply_told as has_reply_times
    from told
    inner join as_of
        on told.began_at <= as_of.as_of
)

select * from final
