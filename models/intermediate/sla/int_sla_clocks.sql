-- Grain: one row per ticket, SLA metric and cycle that a policy covers, from its start to what
-- stops it (rules S1 and S2).
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

milestones as (
    select * from {{ ref('int_ticket_milestones') }}
    where is_in_scope is not false and is_end_known is not false
),

waits as (
    select * from {{ ref('int_sla_waits') }}
),

intervals as (
    select * from {{ ref('int_ticket_intervals') }}
),

policies as (
    select * from {{ ref('int_sla_policies') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- A source that tells of no replies cannot tell when somebody waited for one.
cycles as (
    select
        milestones.ticket_key,
        'first_response' as metric,
        1 as cycle_number,
        milestones.created_at as started_at,
        least(milestones.first_responded_at, milestones.first_resolved_at) as ended_at,
        case
            when milestones.first_responded_at <= milestones.first_resolved_at then 'responded'
            when milestones.first_resolved_at is null then 'responded'
            else 'resolved'
        end as end_reason
    from milestones
    inner join tickets
        on milestones.ticket_key = tickets.ticket_key
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
    from milestones
),

-- A merge ends whatever still runs; its clocks are cancelled (rules S4 and L8).
merged as (
    select
        cycles.*,
        milestones.is_merged as is_cancelled,
        milestones.merged_at,
        milestones.merged_at < cycles.ended_at
        or (milestones.merged_at is not null and cycles.ended_at is null) as is_ended_by_merge
    from cycles
    inner join milestones
        on cycles.ticket_key = milestones.ticket_key
),

-- Queue and priority are those in force at the start: one interval holds any instant of a life.
started as (
    select
        merged.ticket_key,
        merged.metric,
        merged.cycle_number,
        merged.started_at,
        {{ local_date('merged.started_at') }} as started_date,
        case
            when merged.is_ended_by_merge then greatest(merged.merged_at, merged.started_at)
            else merged.ended_at
        end as stopped_at,
        case
            when merged.is_ended_by_merge then 'merged'
            when merged.ended_at is not null then merged.end_reason
        end as stop_reason,
        merged.is_cancelled,
        tickets.source_system,
        intervals.queue,
        intervals.priority,
        tickets.customer_tier,
        {{ hash_key([
            'merged.metric', 'tickets.source_system', 'intervals.queue', 'intervals.priority',
            'tickets.customer_tier', local_date('merged.started_at')
        ]) }} as occasion_key
    from merged
    inner join tickets
        on merged.ticket_key = tickets.ticket_key
    inner join intervals
        on
            merged.ticket_key = intervals.ticket_key
            and merged.started_at >= intervals.valid_from
            and (merged.started_at < intervals.valid_to or intervals.is_current)
),

-- What a policy is chosen by; far fewer than clocks: no work grows with tickets × policies.
occasions as (
    select distinct
        occasion_key,
        metric,
        source_system,
        queue,
        priority,
        customer_tier,
        started_date
    from started
),

ranked as (
    select
        occasions.occasion_key,
        policies.policy_id,
        policies.calendar_id,
        policies.target_microseconds,
        row_number()
            over (partition by occasions.occasion_key order by policies.precedence)
            as rank_number
    from occasions
    inner join policies
        on occasions.metric = policies.metric
    where
        (policies.source_system is null or occasions.source_system = policies.source_system)
        and (policies.queue is null or occasions.queue = policies.queue)
        and (policies.priority is null or occasions.priority = policies.priority)
        and (policies.customer_tier is null or occasions.customer_tier = policies.customer_tier)
        and (policies.valid_from is null or occasions.started_date >= policies.valid_from)
        and (policies.valid_to is null or occasions.started_date < policies.valid_to)
),

final as (
    select
        {{ hash_key(['started.ticket_key', 'started.metric', 'started.cycle_number']) }}
            as sla_clock_key,
        started.ticket_key,
        started.metric,
        started.cycle_number,
        ranked.policy_id,
        ranked.calendar_id,
        ranked.target_microseconds,
        started.source_system,
        started.queue,
        started.priority,
        started.started_at,
        started.started_date,
        started.stopped_at,
        started.stop_reason,
        started.is_cancelled,
        coalesce(started.stopped_at, as_of.as_of) as measured_to
    from started
    cross join as_of
    inner join ranked
        on started.occasion_key = ranked.occasion_key
    where ranked.rank_number = 1
)

select * from final
