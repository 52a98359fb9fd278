-- Grain: one row per ticket: how long it was whose turn (rule L5), and the open time from creation
-- to its milestones, stretch by stretch in the calendar of its queue then (rule C1).
with

milestones as (
    select
        ticket_key,
        created_at,
        first_response_awaited_from,
        first_responded_at,
        first_resolved_at,
        resolved_at
    from {{ ref('int_ticket_milestones') }}
),

intervals as (
    select * from {{ ref('int_ticket_intervals') }}
),

stretches as (
    select
        ticket_key,
        valid_from,
        valid_to,
        is_current,
        calendar_id,
        calendar_position,
        business_microseconds_before
    from {{ ref('int_ticket_intervals') }}
),

slots as (
    select * from {{ ref('int_calendar_slots') }}
),

owner_times as (
    select
        ticket_key,
        coalesce(sum(calendar_microseconds) filter (where clock_owner = 'agent'), 0)
            as agent_calendar_microseconds,
        coalesce(sum(business_microseconds) filter (where clock_owner = 'agent'), 0)
            as agent_business_microseconds,
        coalesce(sum(calendar_microseconds) filter (where clock_owner = 'customer'), 0)
            as customer_calendar_microseconds,
        coalesce(sum(business_microseconds) filter (where clock_owner = 'customer'), 0)
            as customer_business_microseconds,
        coalesce(sum(calendar_microseconds) filter (where clock_owner = 'third_party'), 0)
            as on_hold_calendar_microseconds,
        coalesce(sum(business_microseconds) filter (where clock_owner = 'third_party'), 0)
            as on_hold_business_microseconds
    from intervals
    group by ticket_key
),

moments as (
    select
        ticket_key,
        'awaited' as moment,
        first_response_awaited_from as happened_at
    from milestones
    where first_response_awaited_from > created_at

    union all

    select
        ticket_key,
        'responded' as moment,
        first_responded_at as happened_at
    from milestones
    where first_responded_at is not null

    union all

    select
        ticket_key,
        'first_resolved' as moment,
        first_resolved_at as happened_at
    from milestones
    where first_resolved_at is not null

    union all

    select
        ticket_key,
        'resolved' as moment,
        resolved_at as happened_at
    from milestones
    where resolved_at is not null
),

-- One stretch holds any instant of a life.
measured as (
    select
        moments.ticket_key,
        moments.moment,
        stretches.business_microseconds_before
        + {{ business_position('moments.happened_at', 'slots') }}
        - stretches.calendar_position as business_microseconds
    from moments
    inner join stretches
        on
            moments.ticket_key = stretches.ticket_key
            and moments.happened_at >= stretches.valid_from
            and (moments.happened_at < stretches.valid_to or stretches.is_current)
    inner join slots
        on {{ is_in_slot('moments.happened_at', 'stretches.calendar_id', 'slots') }}
),

milestone_times as (
    select
        ticket_key,
        max(business_microseconds) filter (where moment = 'responded')
        - coalesce(max(business_microseconds) filter (where moment = 'awaited'), 0)
            as first_response_business_microseconds,
        max(business_microseconds) filter (where moment = 'first_resolved')
            as first_resolution_business_microseconds,
        max(business_microseconds) filter (where moment = 'resolved')
            as full_resolution_business_microseconds
    from measured
    group by ticket_key
),

final as (
    select
        owner_times.*,
        milestone_times.first_response_business_microseconds,
        milestone_times.first_resolution_business_microseconds,
        milestone_times.full_resolution_business_microseconds
    from owner_times
    left join milestone_times
        on owner_times.ticket_key = milestone_times.ticket_key
)

select * from final
