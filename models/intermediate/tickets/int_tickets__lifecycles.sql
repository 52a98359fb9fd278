with

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

initial_states as (
    select * from {{ ref('int_ticket_states__initial') }}
),

current_states as (
    select * from {{ ref('int_ticket_states__intervals') }}
    where is_current
),

activity as (
    select * from {{ ref('int_tickets__activity') }}
),

resolutions as (
    select * from {{ ref('int_tickets__resolutions') }}
),

handoffs as (
    select * from {{ ref('int_tickets__handoffs') }}
),

source_histories as (
    select * from {{ ref('int_sources__histories') }}
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

final as (
    select
        -- key
        tickets.ticket_key,

        -- state at as_of
        current_states.status,
        current_states.is_open,
        current_states.priority,
        current_states.queue,
        current_states.agent_id,
        activity.merged_at is not null as is_merged,

        -- timestamps (UTC)
        tickets.created_at,
        case
            when
                tickets.updated_at <= as_of.as_of
                then greatest(tickets.updated_at, activity.last_event_at)
            else activity.last_event_at
        end as updated_at,
        activity.first_responded_at,
        resolutions.first_resolved_at,
        case when not current_states.is_open then resolutions.last_resolved_at end as resolved_at,
        case when current_states.status = 'closed' then activity.last_closed_at end as closed_at,
        activity.merged_at,
        as_of.as_of,

        -- measures; a source that logs no replies has no count of them
        case
            when initial_states.has_status_history then resolutions.reopen_count else tickets.reopen_count
        end
            as reopen_count,
        coalesce(handoffs.handoff_count, 0) as handoff_count,
        coalesce(handoffs.ping_pong_count, 0) as ping_pong_count,
        resolutions.queue_transfer_count,
        case when source_histories.has_replies then activity.agent_reply_count end
            as agent_reply_count,
        case when source_histories.has_replies then activity.customer_reply_count end
            as customer_reply_count,
        cast(activity.last_rating as bigint) as csat_score
    from tickets
    cross join as_of
    inner join initial_states
        on tickets.ticket_key = initial_states.ticket_key
    inner join current_states
        on tickets.ticket_key = current_states.ticket_key
    inner join activity
        on tickets.ticket_key = activity.ticket_key
    inner join resolutions
        on tickets.ticket_key = resolutions.ticket_key
    left join handoffs
        on tickets.ticket_key = handoffs.ticket_key
    left join source_histories
        on tickets.source_system = source_histories.source_system
)

select * from final
