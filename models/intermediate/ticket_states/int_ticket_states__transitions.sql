with

states as (
    select * from {{ ref('int_ticket_states__carried') }}
),

compared as (
    select
        ticket_key,
        event_number,
        changed_at,
        is_open,
        priority,
        queue,
        row_number() over in_order = 1 as is_creation,
        lag(is_open) over in_order as was_open,
        lag(priority) over in_order as previous_priority,
        lag(queue) over in_order as previous_queue
    from states
    window in_order as (partition by ticket_key order by changed_at, event_number)
),

final as (
    select
        -- key
        ticket_key,
        event_number,
        changed_at,

        -- slice before and after
        coalesce(previous_priority, priority) as previous_priority,
        coalesce(previous_queue, queue) as previous_queue,
        priority,
        queue,

        -- what moved; a ticket that is born resolved is created and resolved at once
        is_creation as is_created,
        (is_creation or was_open) and not is_open as is_resolved,
        not is_creation and not was_open and is_open as is_reopened,
        not is_creation
        and was_open and is_open
        and (priority <> previous_priority or queue <> previous_queue) as is_transferred,
        not is_creation and queue <> previous_queue as is_queue_transfer
    from compared
)

select * from final
where is_created or is_resolved or is_reopened or is_transferred or is_queue_transfer
