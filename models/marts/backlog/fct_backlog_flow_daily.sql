-- Grain: one row per day, source, queue and priority: what came, went and was left (rule B4).
with

slices as (
    select * from {{ ref('int_backlog_slices') }}
),

states as (
    select * from {{ ref('int_ticket_states') }}
    where
        is_in_backlog
        and (is_created or is_coming_back or is_transferred or is_leaving)
),

-- Whatever leaves, leaves the slice it was in before the move; whatever comes, comes into the slice
-- after it.
flows as (
    select
        {{ local_date('changed_at') }} as date_day,
        source_system,
        queue,
        priority,
        case when is_created then 1 else 0 end as created_count,
        case when is_coming_back then 1 else 0 end as reopened_count,
        case when is_transferred then 1 else 0 end as transferred_in_count,
        0 as resolved_count,
        0 as transferred_out_count
    from states
    where is_created or is_coming_back or is_transferred

    union all

    select
        {{ local_date('changed_at') }} as date_day,
        source_system,
        previous_queue as queue,
        previous_priority as priority,
        0 as created_count,
        0 as reopened_count,
        0 as transferred_in_count,
        case when is_leaving then 1 else 0 end as resolved_count,
        case when is_transferred then 1 else 0 end as transferred_out_count
    from states
    where is_leaving or is_transferred
),

summed as (
    select
        date_day,
        source_system,
        queue,
        priority,
        cast(sum(created_count) as bigint) as created_count,
        cast(sum(reopened_count) as bigint) as reopened_count,
        cast(sum(transferred_in_count) as bigint) as transferred_in_count,
        cast(sum(resolved_count) as bigint) as resolved_count,
        cast(sum(transferred_out_count) as bigint) as transferred_out_count
    from flows
    group by date_day, source_system, queue, priority
),

daily as (
    select
        slices.date_day,
        slices.source_system,
        slices.queue,
        slices.priority,
        coalesce(summed.created_count, 0) as created_count,
        coalesce(summed.reopened_count, 0) as reopened_count,
        coalesce(summed.transferred_in_count, 0) as transferred_in_count,
        coalesce(summed.resolved_count, 0) as resolved_count,
        coalesce(summed.transferred_out_count, 0) as transferred_out_count
    from slices
    left join summed
        on
            slices.date_day = summed.date_day
            and slices.source_system = summed.source_system
            and slices.queue = summed.queue
            and slices.priority = summed.priority
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
