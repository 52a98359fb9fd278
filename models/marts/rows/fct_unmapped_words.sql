-- Grain: one row per source, field and word that value_map does not know (rule R2).
with

versions as (
    select * from {{ ref('int_ticket_versions') }}
),

event_records as (
    select * from {{ ref('int_event_records') }}
),

words as (
    select
        source_system,
        'status' as field,
        unknown_status as raw_value
    from versions
    where unknown_status is not null

    union all

    select
        source_system,
        'priority' as field,
        unknown_priority as raw_value
    from versions
    where unknown_priority is not null

    union all

    select
        source_system,
        'channel' as field,
        unknown_channel as raw_value
    from versions
    where unknown_channel is not null

    union all

    select
        source_system,
        'rating' as field,
        unknown_rating as raw_value
    from versions
    where unknown_rating is not null

    union all

    select
        source_system,
        'event_type' as field,
        unknown_event_type as raw_value
    from event_records
    where unknown_event_type is not null

    union all

    select
        source_system,
        'actor_type' as field,
        unknown_actor_type as raw_value
    from event_records
    where unknown_actor_type is not null

    union all

    select
        source_system,
        value_field as field,
        unknown_old_value as raw_value
    from event_records
    where unknown_old_value is not null

    union all

    select
        source_system,
        value_field as field,
        unknown_new_value as raw_value
    from event_records
    where unknown_new_value is not null
),

final as (
    select
        -- key
        source_system,
        field,
        raw_value,

        -- measure
        count(*) as row_count
    from words
    group by source_system, field, raw_value
)

select * from final
