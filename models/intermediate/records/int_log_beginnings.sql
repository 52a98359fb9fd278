-- Grain: one row per ticket of a log: when the log first says that it was created, or the customer
-- wrote. A ticket is no younger than that, whatever its row says (rule L10).
with

events as (
    {{ union_of_sources('ticket_events', [
        'source_system', 'ticket_key', 'event_type', 'occurred_at', 'reject_reasons'
    ]) }}
),

value_map as (
    select * from {{ ref('int_value_map') }}
    where field = 'event_type' and canonical_value in ('created', 'customer_replied')
),

plausible_spans as (
    select * from {{ ref('int_plausible_spans') }}
),

final as (
    select
        events.ticket_key,
        min(events.occurred_at) as began_at
    from events
    inner join value_map
        on
            events.source_system = value_map.source_system
            and lower(events.event_type) = value_map.raw_value
    left join plausible_spans
        on events.source_system = plausible_spans.source_system
    where
        events.reject_reasons is null
        and coalesce(cast(events.occurred_at as date) >= plausible_spans.plausible_from_date, true)
    group by events.ticket_key
)

select * from final
