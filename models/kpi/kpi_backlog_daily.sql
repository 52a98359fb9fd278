-- Grain: one row per day, source, queue and priority: the backlog bridge, opening to closing.
with

flows as (
    select * from {{ ref('fct_backlog_flow_daily') }}
),

final as (
    select
        -- key
        backlog_date,
        source_system,
        queue,
        priority,

        -- figures
        opening_count,
        created_count,
        reopened_count,
        transferred_in_count,
        resolved_count,
        transferred_out_count,
        closing_count
    from flows
)

select * from final
order by backlog_date, source_system, queue, priority
