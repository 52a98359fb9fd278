-- Grain: one row per ticket and stretch of unchanged status, priority, queue and agent.
{{ config(materialized='view') }}

with

intervals as (
    select * from {{ ref('int_ticket_intervals').include(database=false) }}
),

final as (
    select
        -- key
        {{ hash_key(['ticket_key', 'valid_from']) }} as ticket_interval_key,
        ticket_key,

        -- span (UTC, half-open)
        valid_from,
        valid_to,
        is_current,

        -- state
        status,
        is_open,
        clock_owner,
        priority,
        queue,
        {{ hash_key(['source_system', 'queue']) }} as queue_key,
        agent_id,
        case
            when agent_id is not null
                then {{ hash_key(['source_system', 'agent_id']) }}
        end as agent_key,

        -- measures
        {{ minutes('calendar_microseconds') }} as calendar_minutes,
        {{ minutes('business_microseconds') }} as business_minutes
    from intervals
)

select * from final
