with

policies as (
    select * from {{ ref('sla_policies') }}
),

calendars as (
    select * from {{ ref('calendars') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

priorities as (
    select distinct canonical_value as priority
    from {{ ref('value_map') }}
    where field = 'priority'
),

pauses as (
    select
        policies.policy_id,
        trim({{ split_rows('policies.paused_statuses', ';') }}) as status
    from policies
    where policies.paused_statuses is not null
),

faults as (
    select
        policy_id,
        'names the metric ' || coalesce(metric, '(none)')
        || '; there are first_response, next_response and resolution' as what
    from policies
    where coalesce(metric not in ('first_response', 'next_response', 'resolution'), true)

    union all

    select
        policy_id,
        'has no id' as what
    from policies
    where policy_id is null

    union all

    select
        policy_id,
        'has no precedence' as what
    from policies
    where precedence is null

    union all

    select
        policy_id,
        'has the target '
        || coalesce(cast(target_minutes as varchar), '(none)')
        || '; it takes minutes, 0 or more'
            as what
    from policies
    where coalesce(target_minutes < 0, true)

    union all

    select
        policies.policy_id,
        'names the calendar '
        || coalesce(policies.calendar_id, '(none)')
        || ', which is not in calendars.csv' as what
    from policies
    anti join calendars
        on policies.calendar_id = calendars.calendar_id

    union all

    select
        policies.policy_id,
        'names the priority '
        || policies.priority
        || ', which no row of value_map.csv leads to' as what
    from policies
    anti join priorities
        on policies.priority = priorities.priority
    where policies.priority is not null

    union all

    select
        pauses.policy_id,
        'pauses in the status ' || pauses.status || ', which is not in ticket_statuses.csv' as what
    from pauses
    anti join statuses
        on pauses.status = statuses.status

    union all

    select
        policy_id,
        'ends on ' || cast(valid_to as varchar) || ', not after the day it begins' as what
    from policies
    where valid_to <= valid_from
),

final as (
    select
        policy_id,
        'SLA policy '
        || coalesce(policy_id, '(without id)')
        || ' in sla_policies.csv '
        || what
        || '.' as fault
    from faults
)

select * from final
