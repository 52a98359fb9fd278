with

clocks as (
    select * from {{ ref('int_sla__outcomes') }}
),

final as (
    select
        -- key
        sla_clock_key,
        ticket_key,
        metric,
        cycle_number,

        -- the promise, and what it was chosen by
        policy_id,
        calendar_id,
        source_system,
        queue,
        priority,
        {{ minutes('target_microseconds') }} as target_business_minutes,

        -- timestamps (UTC) and the day of the start
        started_at,
        started_date,
        due_at,
        breached_at,
        stopped_at,

        -- how it went
        stop_reason,
        outcome,
        is_paused,

        -- measures
        {{ minutes('elapsed_microseconds') }} as elapsed_business_minutes,
        {{ minutes('paused_microseconds') }} as paused_business_minutes,
        case
            when outcome in ('running', 'overdue')
                then {{ minutes('target_microseconds - elapsed_microseconds') }}
        end as remaining_business_minutes
    from clocks
)

select * from final
