with

cycles as (
    select * from {{ ref('int_sla__cycles') }}
),

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
),

intervals as (
    select * from {{ ref('int_ticket_states__intervals') }}
),

-- S1: queue and priority are those in force at the start. One interval of a ticket holds any
-- instant of its life.
final as (
    select
        cycles.ticket_key,
        cycles.metric,
        cycles.cycle_number,
        cycles.started_at,
        {{ local_date('cycles.started_at') }} as started_date,
        cycles.stopped_at,
        cycles.stop_reason,
        cycles.is_cancelled,
        tickets.source_system,
        tickets.customer_tier,
        intervals.queue,
        intervals.priority
    from cycles
    inner join tickets
        on cycles.ticket_key = tickets.ticket_key
    inner join intervals
        on
            cycles.ticket_key = intervals.ticket_key
            and cycles.started_at >= intervals.valid_from
            and (cycles.started_at < intervals.valid_to or intervals.is_current)
)

select * from final
