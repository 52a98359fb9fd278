-- Grain: one row per change that an update made, and one note per update.
with

updates as (
    select * from {{ ref('stg_servicenow_log__updates') }}
),

compared as (
    select
        *,
        lag(status) over incident as previous_status,
        lag(priority) over incident as previous_priority,
        lag(queue) over incident as previous_queue,
        lag(agent_id) over incident as previous_agent_id,
        row_number() over incident = 1 as is_first
    from updates
    where reject_reasons is null
    window incident as (partition by incident_id order by updated_at, update_number, row_id)
),

-- An incident opens as New: the log's first row may already be a later state.
status_changes as (
    select
        *,
        1 as change_order,
        'status_changed' as event_type,
        case when is_first then 'New' else previous_status end as old_value,
        status as new_value
    from compared
    where status <> (case when is_first then 'New' else previous_status end)
),

priority_changes as (
    select
        *,
        2 as change_order,
        'priority_changed' as event_type,
        previous_priority as old_value,
        priority as new_value
    from compared
    where not is_first and priority <> previous_priority
),

queue_changes as (
    select
        *,
        3 as change_order,
        'queue_changed' as event_type,
        previous_queue as old_value,
        queue as new_value
    from compared
    where not is_first and coalesce(queue, '') <> coalesce(previous_queue, '')
),

agent_changes as (
    select
        *,
        4 as change_order,
        'agent_changed' as event_type,
        previous_agent_id as old_value,
        agent_id as new_value
    from compared
    where coalesce(agent_id, '') <> coalesce(previous_agent_id, '')
),

-- Every update stays visible, also one that changes nothing the project follows.
updates_made as (
    select
        *,
        5 as change_order,
        'note_added' as event_type,
        cast(null as varchar) as old_value,
        cast(null as varchar) as new_value
    from compared
),

unreadable_updates as (
    select
        *,
        cast(null as varchar) as previous_status,
        cast(null as varchar) as previous_priority,
        cast(null as varchar) as previous_queue,
        cast(null as varchar) as previous_agent_id,
        false as is_first,
        5 as change_order,
        'note_added' as event_type,
        cast(null as varchar) as old_value,
        cast(null as varchar) as new_value
    from updates
    where reject_reasons is not null
),

unioned as (
    select * from status_changes
    union all
    select * from priority_changes
    union all
    select * from queue_changes
    union all
    select * from agent_changes
    union all
    select * from updates_made
    union all
    select * from unreadable_updates
),

final as (
    select
        -- lineage
        source_system,
        file_kind,
        row_id,
        change_order = 5 as is_file_row,
        source_file,
        source_row_number,
        row_hash,
        reject_reasons,
        unread_cells,

        -- identifiers
        {{ hash_key(['source_system', 'incident_id', 'row_id', 'change_order']) }} as event_key,
        {{ hash_key(['source_system', 'row_hash']) }} as record_key,
        {{ hash_key(['source_system', 'incident_id']) }} as ticket_key,
        incident_id as ticket_id,
        concat_ws('-', incident_id, update_number, change_order, row_id) as event_id,

        -- attributes
        event_type,
        'agent' as actor_type,
        updated_by as actor_id,
        old_value,
        new_value,

        -- timestamps (UTC)
        updated_at as occurred_at,

        -- within one instant the log's own order, then the order of the changes of one update
        update_number * 1000000000000 + row_id * 10 + change_order as source_order
    from unioned
)

select * from final
