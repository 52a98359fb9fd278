with

lifecycles as (
    select * from {{ ref('int_tickets__lifecycles') }}
),

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

waits as (
    select * from {{ ref('int_sla__waits') }}
),

-- A source that tells of no replies cannot tell when somebody waited for one.
cycles as (
    select
        lifecycles.ticket_key,
        'first_response' as metric,
        1 as cycle_number,
        lifecycles.created_at as started_at,
        least(lifecycles.first_responded_at, lifecycles.first_resolved_at) as ended_at,
        case
            when lifecycles.first_responded_at <= lifecycles.first_resolved_at then 'responded'
            when lifecycles.first_resolved_at is null then 'responded'
            else 'resolved'
        end as end_reason
    from lifecycles
    inner join tickets
        on lifecycles.ticket_key = tickets.ticket_key
    where tickets.has_reply_times

    union all

    select
        ticket_key,
        'next_response' as metric,
        cycle_number,
        started_at,
        answered_at as ended_at,
        answer_kind as end_reason
    from waits

    union all

    select
        ticket_key,
        'resolution' as metric,
        1 as cycle_number,
        created_at as started_at,
        resolved_at as ended_at,
        'resolved' as end_reason
    from lifecycles
),

-- A merge ends whatever still runs; its clocks are cancelled (rules S4 and L8).
merged as (
    select
        cycles.*,
        lifecycles.is_merged as is_cancelled,
        lifecycles.merged_at,
        lifecycles.merged_at < cycles.ended_at
        or (lifecycles.merged_at is not null and cycles.ended_at is null) as is_ended_by_merge
    from cycles
    inner join lifecycles
        on cycles.ticket_key = lifecycles.ticket_key
),

final as (
    select
        ticket_key,
        metric,
        cycle_number,
        started_at,
        case when is_ended_by_merge then greatest(merged_at, started_at) else ended_at end
            as stopped_at,
        case
            when is_ended_by_merge then 'merged'
            when ended_at is not null then end_reason
        end as stop_reason,
        is_cancelled
    from merged
)

select * from final
