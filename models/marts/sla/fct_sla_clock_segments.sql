-- Grain: one row per stretch of an SLA clock.
{{ config(materialized='view') }}

with

segments as (
    select * from {{ ref('int_sla_segments').include(database=false) }}
),

clocks as (
    select * from {{ ref('fct_sla_clocks').include(database=false) }}
),

final as (
    select
        -- key
        segments.sla_clock_key,
        segments.segment_number,

        -- span (UTC, half-open)
        segments.valid_from,
        segments.valid_to,

        -- state
        segments.clock_state,
        segments.status,
        segments.priority,
        segments.queue,
        {{ hash_key(['clocks.source_system', 'segments.queue']) }} as queue_key,
        segments.agent_id,
        case
            when segments.agent_id is not null
                then {{ hash_key(['clocks.source_system', 'segments.agent_id']) }}
        end as agent_key,
        segments.calendar_id,

        -- measures; only minutes in which the clock runs count against its target
        {{ minutes('segments.calendar_microseconds') }} as calendar_minutes,
        {{ minutes('segments.business_microseconds') }} as business_minutes,
        {{ minutes('segments.calendar_microseconds - segments.business_microseconds') }}
            as outside_hours_minutes,
        {{ minutes('segments.elapsed_microseconds_before') }} as elapsed_business_minutes_before,
        case
            when segments.clock_state = 'running'
                then {{ minutes('segments.business_microseconds') }}
            else 0.0
        end as counted_business_minutes
    from segments
    inner join clocks
        on segments.sla_clock_key = clocks.sla_clock_key
)

select * from final
