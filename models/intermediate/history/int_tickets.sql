-- Grain: one row per ticket that exists at as_of: what its row says, its state at creation, its
-- calendar, and which kinds of event its log tells.
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

as_of as (
    select * from {{ ref('int_as_of') }}
),

queues as (
    select * from {{ ref('int_queues') }}
),

-- All events count here, also those after as_of: what a ticket was at first does not depend on it.
ticket_logs as (
    select
        ticket_key,
        bool_or(event_type = 'created') as has_created,
        bool_or(event_type = 'status_changed') as has_status_changes,
        {{ earliest("coalesce(old_value, 'new')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'status_changed') as first_status,
        {{ earliest("coalesce(old_value, 'unknown')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'priority_changed') as first_priority,
        {{ earliest("coalesce(old_value, 'unassigned')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'queue_changed') as first_queue,
        {{ earliest("coalesce(old_value, '')", ['occurred_at', 'source_order']) }}
        filter (where event_type = 'agent_changed') as first_agent_id
    from events
    where
        event_type in (
            'created', 'status_changed', 'priority_changed', 'queue_changed', 'agent_changed'
        )
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

-- Where changes of status are logged, a ticket without one still is what it was at first.
born as (
    select
        tickets.*,
        case
            when ticket_logs.first_status is not null then ticket_logs.first_status
            when tickets.status = 'new' then 'new'
            when
                source_logs.has_status_changes
                and tickets.resolved_at is null
                and tickets.closed_at is null
                then tickets.status
            else 'open'
        end as first_status,
        coalesce(ticket_logs.first_priority, tickets.priority) as first_priority,
        coalesce(ticket_logs.first_queue, tickets.queue) as first_queue,
        coalesce(ticket_logs.first_agent_id, tickets.agent_id, '') as first_agent_id,
        coalesce(ticket_logs.has_created, false) as has_created,
        coalesce(ticket_logs.has_status_changes, false) as has_status_changes,
        coalesce(source_logs.has_status_changes, false) as has_status_log,
        coalesce(source_logs.has_replies, false) as has_reply_log,
        coalesce(source_logs.has_ratings, false) as has_rating_log,
        coalesce(source_logs.has_merges, false) as has_merge_log
    from tickets
    inner join as_of
        on tickets.created_at <= as_of.as_of
    left join ticket_logs
        on tickets.ticket_key = ticket_logs.ticket_key
    left join source_logs
        on tickets.source_system = source_logs.source_system
),

final as (
    select
        -- key
        born.ticket_key,
        born.source_system,
        born.ticket_id,
        born.row_id,

        -- what its row says
        born.agent_id,
        born.requester_id,
        born.organization_id,
        born.status,
        born.priority,
        born.ticket_type,
        born.channel,
        born.category,
        born.product,
        born.queue,
        born.customer_tier,
        born.country,
        born.language,
        born.subject,
        born.tags,
        born.is_merged,
        born.reopen_count,
        born.csat_score,

        -- its times (UTC)
        born.created_at,
        born.updated_at,
        born.first_responded_at,
        born.resolved_at,
        born.closed_at,

        -- its state at creation; the queue it came in by decides the calendar: a transfer does not
        -- change how its past is measured
        born.first_status,
        born.first_priority,
        born.first_queue,
        born.first_agent_id,
        queues.calendar_id,

        -- what its log and its source tell
        born.has_created,
        born.has_status_changes,
        born.has_status_log,
        born.has_reply_log,
        born.has_rating_log,
        born.has_merge_log,
        born.has_reply_times
    from born
    inner join queues
        on
            born.source_system = queues.source_system
            and born.first_queue = queues.queue
)

select * from final
