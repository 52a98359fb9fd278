-- Grain: one row per SLA clock and ticket interval it goes through, with the clock's minutes in it.
with

clocks as (
    select * from {{ ref('int_sla_clocks') }}
),

intervals as (
    select * from {{ ref('int_ticket_intervals') }}
),

policies as (
    select * from {{ ref('int_sla_policies') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

slots as (
    select * from {{ ref('int_calendar_slots') }}
),

-- What a policy's clock does while a ticket is in a status (rules S2 and S3); some metrics run in
-- the statuses of rule L5 alone.
policy_statuses as (
    select
        policies.policy_id,
        statuses.status,
        case
            when not statuses.is_open then 'stopped'
            when
                contains(
                    concat(';', replace(policies.paused_statuses, ' ', ''), ';'),
                    concat(';', statuses.status, ';')
                )
                then 'paused'
            when policies.metric = 'agent_work' and statuses.clock_owner <> 'agent' then 'paused'
            when
                policies.metric in ('requester_wait', 'pausable_update')
                and statuses.clock_owner = 'customer'
                then 'paused'
            else 'running'
        end as clock_state
    from policies
    cross join statuses
),

-- A clock that stops as it starts still has its one segment, of no length. Without a calendar of
-- its own it counts in the ticket's, stretch by stretch (rule C1).
cut as (
    select
        clocks.sla_clock_key,
        clocks.policy_id,
        clocks.target_microseconds,
        coalesce(clocks.calendar_id, intervals.calendar_id) as calendar_id,
        greatest(clocks.started_at, intervals.valid_from) as valid_from,
        least(clocks.measured_to, intervals.valid_to) as valid_to,
        intervals.status,
        intervals.priority,
        intervals.queue,
        intervals.agent_id
    from clocks
    inner join intervals
        on
            clocks.ticket_key = intervals.ticket_key
            and (
                clocks.started_at >= intervals.valid_from
                or clocks.measured_to > intervals.valid_from
            )
            and (clocks.started_at < intervals.valid_to or intervals.is_current)
),

measured as (
    select
        cut.*,
        policy_statuses.clock_state,
        {{ microseconds_between('cut.valid_from', 'cut.valid_to') }} as calendar_microseconds,
        {{ business_position('cut.valid_from', 'from_slots') }} as from_position,
        {{ business_position('cut.valid_to', 'to_slots') }} as to_position
    from cut
    inner join policy_statuses
        on
            cut.policy_id = policy_statuses.policy_id
            and cut.status = policy_statuses.status
    inner join slots as from_slots
        on {{ is_in_slot('cut.valid_from', 'cut.calendar_id', 'from_slots') }}
    inner join slots as to_slots
        on {{ is_in_slot('cut.valid_to', 'cut.calendar_id', 'to_slots') }}
),

run as (
    select
        -- key
        sla_clock_key,
        row_number() over in_order as segment_number,
        lead(valid_from) over in_order is null as is_last,

        -- what counts its time, and against what
        target_microseconds,
        calendar_id,
        coalesce(lag(calendar_id) over in_order <> calendar_id, false) as is_calendar_changed,

        -- span (UTC, half-open) and state
        valid_from,
        valid_to,
        clock_state,
        status,
        priority,
        queue,
        agent_id,

        -- measures
        calendar_microseconds,
        to_position - from_position as business_microseconds,
        from_position,
        case
            when clock_state = 'running'
                then
                    coalesce(
                        max(case when clock_state <> 'running' then valid_to end) over so_far,
                        first_value(valid_from) over in_order
                    )
            else valid_from
        end as running_since,
        cast(
            coalesce(
                sum(case when clock_state = 'running' then to_position - from_position end)
                    over so_far,
                0
            ) as bigint
        ) as elapsed_microseconds_before
    from measured
    window
        in_order as (partition by sla_clock_key order by valid_from, valid_to),
        so_far as (
            partition by sla_clock_key order by valid_from, valid_to
            rows between unbounded preceding and 1 preceding
        )
),

-- S4: the target's last second is still met; S5: the segment that goes past it is where it ran out.
final as (
    select
        *,
        clock_state = 'running'
        and target_microseconds >= elapsed_microseconds_before
        and target_microseconds < elapsed_microseconds_before + business_microseconds
            as is_breaching
    from run
)

select * from final
