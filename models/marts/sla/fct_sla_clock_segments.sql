-- Grain: one row per stretch of an SLA clock.
{{ config(materialized='view') }}

with

segments as (
    select * from {{ ref('int_sla_segments').include(database=false) }}
),

final as (
    select
        -- key
        sla_clock_key,
        segment_number,

        -- span (UTC, half-open)
        valid_from,
        valid_to,

        -- state
        clock_state,
        status,
        priority,
        queue,
        agent_id,

        -- measures
        {{ minutes('calendar_microseconds') }} as calendar_minutes,
        {{ minutes('business_microseconds') }} as business_minutes,
        {{ minutes('calendar_microseconds - business_microseconds') }} as outside_hours_minutes,
        {{ minutes('elapsed_microseconds_before') }} as elapsed_business_minutes_before
    from segments
)

select * from final
