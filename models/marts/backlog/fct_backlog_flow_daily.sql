with

spine as (
    select * from {{ ref('int_backlog__spine') }}
),

flows as (
    select * from {{ ref('int_backlog__flows') }}
),

daily as (
    select
        spine.date_day,
        spine.source_system,
        spine.queue,
        spine.priority,
        coalesce(flows.created_count, 0) as created_count,
        coalesce(flows.reopened_count, 0) as reopened_count,
        coalesce(flows.transferred_in_count, 0) as transferred_in_count,
        coalesce(flows.resolved_count, 0) as resolved_count,
        coalesce(flows.transferred_out_count, 0) as transferred_out_count
    from spine
    left join flows
        on
            spine.date_day = flows.date_day
            and spine.source_system = flows.source_system
            and spine.queue = flows.queue
            and spine.priority = flows.priority
),

changes as (
    select
        *,
        created_count + reopened_count + transferred_in_count
        - resolved_count - transferred_out_count as net_change
    from daily
),

final as (
    select
        -- key
        date_day as backlog_date,
        source_system,
        queue,
        {{ hash_key(['source_system', 'queue']) }} as queue_key,
        priority,

        -- the bridge
        cast(sum(net_change) over by_slice as bigint) - net_change as opening_count,
        created_count,
        reopened_count,
        transferred_in_count,
        resolved_count,
        transferred_out_count,
        cast(sum(net_change) over by_slice as bigint) as closing_count
    from changes
    window by_slice as (partition by source_system, queue, priority order by date_day)
)

select * from final
