{{ config(materialized='view') }}

with

intervals as (
    select * from {{ ref('int_ticket_states__clocked').include(database=false) }}
),

tickets as (
    select * from {{ ref('int_ticket_states__initial').include(database=false) }}
),

final as (
    select
        -- key
        {{ hash_key(['intervals.ticket_key', 'intervals.valid_from']) }} as ticket_interval_key,
        intervals.ticket_key,

        -- span (UTC, half-open)
        intervals.valid_from,
        intervals.valid_to,
        intervals.is_current,

        -- state
        intervals.status,
        intervals.is_open,
        intervals.clock_owner,
        intervals.priority,
        intervals.queue,
        {{ hash_key(['tickets.source_system', 'intervals.queue']) }} as queue_key,
        intervals.agent_id,
        case
            when intervals.agent_id is not null
                then {{ hash_key(['tickets.source_system', 'intervals.agent_id']) }}
        end as agent_key,

        -- measures
        {{ minutes('intervals.calendar_microseconds') }} as calendar_minutes,
        {{ minutes('intervals.business_microseconds') }} as business_minutes
    from intervals
    inner join tickets
        on intervals.ticket_key = tickets.ticket_key
)

select * from final
