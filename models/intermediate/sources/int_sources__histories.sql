with

events as (
    select * from {{ ref('int_ticket_events__checked') }}
    where reject_reason is null
),

final as (
    select
        source_system,
        bool_or(event_type = 'status_changed') as has_status_changes,
        bool_or(event_type in ('agent_replied', 'customer_replied')) as has_replies,
        bool_or(event_type = 'rated') as has_ratings,
        bool_or(event_type = 'merged') as has_merges
    from events
    group by source_system
)

select * from final
