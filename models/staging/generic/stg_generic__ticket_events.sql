-- Grain: one row per event row of the export.
with

records as (
    select * from {{ file_records(source('generic', 'events')) }}
),

typed as (
    select
        *,
        {{ utc_timestamp('occurred_at', 'generic') }} as occurred_utc,
        -- An event without an id is known by its content.
        coalesce(event_id, 'row ' || row_hash) as known_event_id
    from records
),

final as (
    select
        -- lineage
        'generic' as source_system,
        'events' as file_kind,
        row_id,
        true as is_file_row,
        source_file,
        source_row_number,
        row_hash,
        {{ reject_reasons('read_error', {
            'missing_ticket_id': 'ticket_id is null',
            'missing_occurred_at': 'occurred_at is null',
            'missing_event_type': 'event_type is null',
            'invalid_occurred_at': 'occurred_at is not null and occurred_utc is null',
        }) }} as reject_reasons,
        {{ unread_cells({'occurred_at': 'occurred_at is not null and occurred_utc is null'}) }}
            as unread_cells,

        -- identifiers
        {{ hash_key(["'generic'", 'ticket_id', 'known_event_id']) }} as event_key,
        {{ hash_key(["'generic'", 'ticket_id', 'known_event_id']) }} as record_key,
        {{ hash_key(["'generic'", 'ticket_id']) }} as ticket_key,
        ticket_id,
        known_event_id as event_id,

        -- attributes
        event_type,
        actor_type,
        actor_id,
        old_value,
        new_value,

        -- timestamps (UTC)
        occurred_utc as occurred_at,

        -- events of one instant keep the order of their rows
        row_id as source_order
    from typed
)

select * from final
