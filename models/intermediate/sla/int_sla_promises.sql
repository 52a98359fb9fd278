-- Grain: one row per SLA cycle of a ticket and stretch of one queue and priority in it, with the
-- policies that fit in the stretch (rules S1 and S2). int_sla_clocks chooses among them.
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

milestones as (
    select * from {{ ref('int_ticket_milestones') }}
),

lives as (
    select
        ticket_key,
        is_open,
        is_merged,
        merged_at,
        first_response_awaited_from
    from {{ ref('int_ticket_milestones') }}
    where is_in_scope
),

waits as (
    select * from {{ ref('int_sla_waits') }}
),

states as (
    select * from {{ ref('int_ticket_states') }}
    where is_created or queue <> previous_queue or priority <> previous_priority
),

resolutions as (
    select
        ticket_key,
        changed_at,
        coalesce(actor_type, '') = 'system' as is_by_system
    from {{ ref('int_ticket_states') }}
    where is_resolved
),

lifetime_metrics as (
    select distinct metric from {{ ref('int_sla_policies') }}
    where metric in ('resolution', 'requester_wait', 'agent_work')
),

occasions as (
    select * from {{ ref('int_sla_occasions') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- A person's resolution ends the wait for the first response, a bot's does not; a close that no log
-- tells of is nobody's, so it does. A source that tells of no replies has nobody waiting.
first_responses as (
    select
        milestones.ticket_key,
        min(milestones.first_response_awaited_from) as started_at,
        min(milestones.first_responded_at) as responded_at,
        min(
            case
                when resolutions.is_by_system and tickets.has_status_changes then null
                else resolutions.changed_at
            end
        ) as resolved_at,
        min(milestones.first_response_cancelled_at) as cancelled_at
    from milestones
    inner join tickets
        on milestones.ticket_key = tickets.ticket_key
    left join resolutions
        on
            milestones.ticket_key = resolutions.ticket_key
            and milestones.first_response_awaited_from <= resolutions.changed_at
    where tickets.has_reply_times and milestones.first_response_awaited_from is not null
    group by milestones.ticket_key
),

cycles as (
    select
        ticket_key,
        'first_response' as metric,
        1 as cycle_number,
        started_at,
        least(responded_at, resolved_at, cancelled_at) as ended_at,
        case least(responded_at, resolved_at, cancelled_at)
            when responded_at then 'responded'
            when resolved_at then 'resolved'
            when cancelled_at then 'resolved_by_system'
        end as end_reason
    from first_responses

    union all

    select
        ticket_key,
        metric,
        cycle_number,
        started_at,
        ended_at,
        end_reason
    from waits

    union all

    select
        milestones.ticket_key,
        lifetime_metrics.metric,
        1 as cycle_number,
        milestones.created_at as started_at,
        milestones.resolved_at as ended_at,
        case when milestones.resolved_at is not null then 'resolved' end as end_reason
    from milestones
    cross join lifetime_metrics
),

-- A merge ends whatever still runs (rule L8). A clock that nobody saw end does not exist on a
-- ticket that is not open (rule R7). What is the first response's is no next one.
ended as (
    select
        cycles.*,
        {{ local_date('cycles.started_at') }} as started_date,
        lives.is_merged,
        case
            when lives.merged_at < coalesce(cycles.ended_at, cast('9999-12-31' as timestamp))
                then greatest(lives.merged_at, cycles.started_at)
        end as merged_at
    from cycles
    inner join lives
        on cycles.ticket_key = lives.ticket_key
    where
        (lives.is_open or cycles.ended_at is not null or lives.merged_at is not null)
        and (
            cycles.metric <> 'next_response'
            or cycles.started_at > lives.first_response_awaited_from
        )
),

slices as (
    select
        states.ticket_key,
        states.changed_at as valid_from,
        lead(states.changed_at) over (partition by states.ticket_key order by states.event_number)
            as valid_to,
        tickets.source_system,
        states.queue,
        states.priority,
        {{ hash_key([
            'tickets.source_system', 'states.queue', 'states.priority', 'tickets.customer_tier'
        ]) }} as situation_key
    from states
    inner join tickets
        on states.ticket_key = tickets.ticket_key
),

-- A stretch that begins as the clock stops is in it: what changes at that instant holds for it.
final as (
    select
        ended.ticket_key,
        ended.metric,
        ended.cycle_number,
        ended.started_at,
        ended.started_date,
        coalesce(ended.merged_at, ended.ended_at) as stopped_at,
        case when ended.merged_at is not null then 'merged' else ended.end_reason end
            as stop_reason,
        ended.is_merged,
        greatest(slices.valid_from, ended.started_at) as fits_from,
        slices.source_system,
        slices.queue,
        slices.priority,
        occasions.start_policy_id,
        occasions.start_precedence,
        occasions.current_policy_id,
        occasions.current_precedence
    from ended
    cross join as_of
    inner join slices
        on
            ended.ticket_key = slices.ticket_key
            and coalesce(ended.merged_at, ended.ended_at, as_of.as_of) >= slices.valid_from
            and (
                slices.valid_to is null
                or (ended.started_at < slices.valid_to and slices.valid_from < slices.valid_to)
            )
    left join occasions
        on
            {{ hash_key(['slices.situation_key', 'ended.metric']) }} = occasions.occasion_key
            and ended.started_date >= occasions.days_from
            and ended.started_date < occasions.days_to
)

select * from final
