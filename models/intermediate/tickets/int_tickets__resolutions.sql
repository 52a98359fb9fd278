with

transitions as (
    select * from {{ ref('int_ticket_states__transitions') }}
),

final as (
    select
        ticket_key,
        min(changed_at) filter (where is_resolved) as first_resolved_at,
        max(changed_at) filter (where is_resolved) as last_resolved_at,
        count(*) filter (where is_reopened) as reopen_count,
        count(*) filter (where is_queue_transfer) as queue_transfer_count
    from transitions
    group by ticket_key
)

select * from final
