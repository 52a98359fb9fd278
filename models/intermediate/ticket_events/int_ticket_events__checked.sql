with

events as (
    select * from {{ ref('int_ticket_events__unioned') }}
),

refused as (
    select * from {{ ref('int_rows__refused') }}
),

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

value_map as (
    select * from {{ ref('int_value_map__resolved') }}
),

translated as (
    select
        events.* replace (
            coalesce(type_map.canonical_value, 'unknown') as event_type,
            coalesce(actor_map.canonical_value, 'unknown') as actor_type
        ),
        case type_map.canonical_value
            when 'status_changed' then 'status'
            when 'priority_changed' then 'priority'
        end as value_field
    from events
    anti join refused
        on
            events.source_system = refused.source_system
            and events.file_kind = refused.file_kind
            and events.row_id = refused.row_id
    left join value_map as type_map
        on
            events.source_system = type_map.source_system
            and type_map.field = 'event_type'
            and lower(events.event_type) = type_map.raw_value
    left join value_map as actor_map
        on
            events.source_system = actor_map.source_system
            and actor_map.field = 'actor_type'
            and lower(events.actor_type) = actor_map.raw_value
),

final as (
    select
        -- lineage
        translated.source_system,
        translated.file_kind,
        translated.row_id,
        translated.source_file,
        case
            when tickets.ticket_key is null then 'unknown_ticket'
            when translated.occurred_at < tickets.created_at then 'before_ticket_created'
            when
                translated.event_type = 'rated'
                and not coalesce(regexp_full_match(translated.new_value, '[1-5]'), false)
                then 'invalid_csat_score'
        end as reject_reason,

        -- identifiers
        translated.event_key,
        translated.ticket_key,
        translated.event_id,
        translated.actor_id,

        -- attributes
        translated.event_type,
        translated.actor_type,
        case
            when
                translated.value_field is null or translated.old_value is null
                then translated.old_value
            else coalesce(old_map.canonical_value, 'unknown')
        end as old_value,
        case
            when translated.value_field is null then translated.new_value
            else coalesce(new_map.canonical_value, 'unknown')
        end as new_value,

        -- timestamps (UTC)
        translated.occurred_at,

        translated.source_order
    from translated
    left join tickets
        on translated.ticket_key = tickets.ticket_key
    left join value_map as old_map
        on
            translated.source_system = old_map.source_system
            and translated.value_field = old_map.field
            and lower(translated.old_value) = old_map.raw_value
    left join value_map as new_map
        on
            translated.source_system = new_map.source_system
            and translated.value_field = new_map.field
            and lower(translated.new_value) = new_map.raw_value
)

select * from final
