with

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

events as (
    select * from {{ ref('int_ticket_events__checked') }}
    where reject_reason is null
),

source_histories as (
    select * from {{ ref('int_sources__histories') }}
),

ticket_histories as (
    select
        ticket_key,
        bool_or(event_type = 'created') as has_created,
        bool_or(event_type = 'status_changed') as has_status_changes
    from events
    group by ticket_key
),

-- A log of replies or of status changes is believed as it is; only what no log tells is derived.
final as (
    select
        tickets.*,
        coalesce(ticket_histories.has_created, false) as has_created,
        coalesce(ticket_histories.has_status_changes, false) as has_status_changes,
        coalesce(source_histories.has_status_changes, false) as has_status_log,
        coalesce(source_histories.has_replies, false) as has_replies,
        coalesce(source_histories.has_ratings, false) as has_ratings,
        coalesce(source_histories.has_merges, false) as has_merges
    from tickets
    left join ticket_histories
        on tickets.ticket_key = ticket_histories.ticket_key
    left join source_histories
        on tickets.source_system = source_histories.source_system
)

select * from final
