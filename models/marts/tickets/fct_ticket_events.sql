-- Grain: one row per event of a ticket up to as_of.
{{ config(materialized='view') }}

with

events as (
    select * from {{ ref('int_ticket_events').include(database=false) }}
),

final as (
    select
        -- key
        event_key,
        ticket_key,
        event_id,
        event_number,

        -- timestamps (UTC)
        occurred_at,
        {{ local_date('occurred_at') }} as occurred_date,

        -- attributes
        event_type,
        actor_type,
        actor_id,
        old_value,
        new_value,
        is_derived
    from events
)

select * from final
