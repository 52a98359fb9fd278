-- Grain: one row per event row of every source, and per event that a row of a log tells: the
-- project's words, and the verdict.
with

events as (
    {{ union_of_sources('ticket_events', [
        'source_system', 'file_kind', 'row_id', 'is_file_row', 'source_file', 'source_row_number',
        'reject_reasons', 'unread_cells', 'event_key', 'ticket_key', 'event_id',
        'event_type', 'actor_type', 'actor_id', 'old_value', 'new_value', 'occurred_at',
        'source_order'
    ]) }}
),

-- A name that is used twice is held in memory: these are narrow.
record_keys as (
    {{ union_of_sources('ticket_events', [
        'source_system', 'row_id', 'is_file_row', 'record_key', 'row_hash', 'reject_reasons'
    ]) }}
),

value_map as (
    select * from {{ ref('int_value_map') }}
),

plausible_spans as (
    select * from {{ ref('int_plausible_spans') }}
),

tickets as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

log_beginnings as (
    select * from {{ ref('int_log_beginnings') }}
),

repeated_records as (
    select record_key
    from record_keys
    where reject_reasons is null
    group by record_key
    having min(row_id) < max(row_id)
),

copies as (
    select
        record_keys.source_system,
        record_keys.row_id,
        record_keys.record_key,
        record_keys.row_id > min(record_keys.row_id) over (
            partition by record_keys.record_key, record_keys.row_hash
        ) as is_copy
    from record_keys
    inner join repeated_records
        on record_keys.record_key = repeated_records.record_key
    where record_keys.is_file_row and record_keys.reject_reasons is null
),

repetitions as (
    select
        source_system,
        row_id,
        is_copy,
        row_id < max(row_id) over (partition by record_key, is_copy) as is_superseded
    from copies
),

translated as (
    select
        events.*,
        coalesce(type_map.canonical_value, 'unknown') as known_type,
        coalesce(actor_map.canonical_value, 'unknown') as known_actor,
        case
            when events.reject_reasons is not null then null
            when type_map.canonical_value = 'status_changed' then 'status'
            when type_map.canonical_value = 'priority_changed' then 'priority'
            when type_map.canonical_value = 'rated' then 'rating'
        end as value_field,
        case
            when events.reject_reasons is null and type_map.raw_value is null
                then lower(events.event_type)
        end as unknown_event_type,
        case
            when events.reject_reasons is null and actor_map.raw_value is null
                then lower(events.actor_type)
        end as unknown_actor_type
    from events
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

judged as (
    select
        translated.*,
        old_map.canonical_value as known_old_value,
        new_map.canonical_value as known_new_value,
        {{ with_reasons('translated.reject_reasons', {
            'implausible_time':
                'cast(translated.occurred_at as date) < plausible_spans.plausible_from_date'
                ~ ' or cast(translated.occurred_at as date) > plausible_spans.plausible_to_date',
            'duplicate': 'repetitions.is_copy',
            'superseded': 'repetitions.is_superseded and not repetitions.is_copy',
        }) }} as refusals,
        case
            when tickets.ticket_key is null then 'unknown_ticket'
            when translated.occurred_at < least(tickets.created_at, log_beginnings.began_at)
                then 'before_ticket_created'
        end as misfit,
        case
            when translated.value_field = 'rating' then
                {{ rating('coalesce(new_map.canonical_value, translated.new_value)') }}
        end as rating
    from translated
    left join plausible_spans
        on translated.source_system = plausible_spans.source_system
    left join repetitions
        on
            translated.source_system = repetitions.source_system
            and translated.row_id = repetitions.row_id
    left join tickets
        on translated.ticket_key = tickets.ticket_key
    left join log_beginnings
        on translated.ticket_key = log_beginnings.ticket_key
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
),

final as (
    select
        -- lineage, and the verdict: what is refused for itself is not held against its ticket
        source_system,
        file_kind,
        row_id,
        is_file_row,
        source_file,
        source_row_number,
        {{ with_reasons('refusals', {
            'unknown_ticket': "refusals is null and misfit = 'unknown_ticket'",
            'before_ticket_created': "refusals is null and misfit = 'before_ticket_created'",
        }) }} as reject_reasons,
        case
            when
                value_field = 'rating'
                and rating is null
                and known_new_value is null
                and new_value is not null
                then list_concat(coalesce(unread_cells, []), [concat('new_value=', new_value)])
            else unread_cells
        end as unread_cells,

        -- identifiers
        event_key,
        ticket_key,
        event_id,
        actor_id,

        -- attributes
        known_type as event_type,
        known_actor as actor_type,
        case
            when value_field = 'rating' or value_field is null or old_value is null then old_value
            else coalesce(known_old_value, 'unknown')
        end as old_value,
        case
            when value_field = 'rating' then cast(rating as varchar)
            when value_field is null then new_value
            else coalesce(known_new_value, 'unknown')
        end as new_value,

        -- timestamps (UTC), and the order of events at one instant
        occurred_at,
        source_order,

        -- words that value_map does not know
        value_field,
        unknown_event_type,
        unknown_actor_type,
        case
            when value_field <> 'rating' and known_old_value is null then lower(old_value)
        end as unknown_old_value,
        case
            when value_field = 'rating' and regexp_matches(new_value, '[0-9]') then null
            when value_field is not null and known_new_value is null then lower(new_value)
        end as unknown_new_value
    from judged
)

select * from final
