with

tickets as (
    select * from {{ ref('int_tickets__unioned') }}
),

events as (
    select * from {{ ref('int_ticket_events__unioned') }}
),

value_map as (
    select * from {{ ref('int_value_map__resolved') }}
),

words as (
    select
        source_system,
        'status' as field,
        lower(status) as raw_value
    from tickets
    union all
    select
        source_system,
        'priority' as field,
        lower(priority) as raw_value
    from tickets
    union all
    select
        source_system,
        'channel' as field,
        lower(channel) as raw_value
    from tickets
    union all
    select
        source_system,
        'event_type' as field,
        lower(event_type) as raw_value
    from events
    union all
    select
        source_system,
        'actor_type' as field,
        lower(actor_type) as raw_value
    from events
    union all
    select
        events.source_system,
        replace(event_types.canonical_value, '_changed', '') as field,
        lower(unnest([events.old_value, events.new_value])) as raw_value
    from events
    inner join value_map as event_types
        on
            events.source_system = event_types.source_system
            and event_types.field = 'event_type'
            and lower(events.event_type) = event_types.raw_value
    where event_types.canonical_value in ('status_changed', 'priority_changed')
),

counted as (
    select
        source_system,
        field,
        raw_value,
        count(*) as row_count
    from words
    where raw_value is not null
    group by source_system, field, raw_value
),

final as (
    select counted.*
    from counted
    anti join value_map
        on
            counted.source_system = value_map.source_system
            and counted.field = value_map.field
            and counted.raw_value = value_map.raw_value
)

select * from final
