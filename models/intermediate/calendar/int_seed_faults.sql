-- Grain: one row per fault in the seeds of calendars (int_calendar_faults) and SLA policies.
-- Reads seeds alone: scripts/publishing/checks.py runs this text before dbt starts, too.
with

calendars as (
    select * from {{ ref('calendars') }}
),

business_hours as (
    select * from {{ ref('business_hours') }}
),

policies as (
    select * from {{ ref('sla_policies') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

calendar_faults as (
    select * from {{ ref('int_calendar_faults') }}
),

priorities as (
    select distinct canonical_value as priority
    from {{ ref('value_map') }}
    where field = 'priority'
),

-- One row per policy and status it pauses in.
pauses as (
    select
        policy_id,
        trim({{ split_rows('paused_statuses', ';') }}) as status
    from policies
    where paused_statuses is not null
),

-- Versions of one policy: the same tickets, the same precedence, one after the other.
versions as (
    select
        policy_id,
        valid_to,
        lead(policy_id) over by_scope as next_policy_id,
        lead(valid_from) over by_scope as next_valid_from
    from policies
    window by_scope as (
        partition by metric, precedence, source_system, queue, priority, customer_tier
        order by valid_from nulls first, policy_id
    )
),

policy_faults as (
    -- in themselves
    select
        policy_id,
        case when policy_id is null then 'has no id' else 'has no precedence' end as what
    from policies
    where policy_id is null or precedence is null
    union all
    select
        policy_id,
        'names the metric ' || coalesce(metric, '(none)')
        || '; there are first_response, next_response, resolution, requester_wait, agent_work, '
        || 'periodic_update and pausable_update' as what
    from policies
    where
        coalesce(
            metric not in (
                'first_response', 'next_response', 'resolution', 'requester_wait', 'agent_work',
                'periodic_update', 'pausable_update'
            ),
            true
        )
    union all
    select
        policy_id,
        'binds ' || binds || '; it is current (or empty) or start' as what
    from policies
    where binds not in ('current', 'start')
    union all
    select
        policy_id,
        'has the target ' || coalesce(cast(target_minutes as varchar), '(none)')
        || '; it takes minutes, 0 or more' as what
    from policies
    where coalesce(target_minutes < 0, true)
    union all
    select
        policy_id,
        'ends on ' || cast(valid_to as varchar) || ', not after the day it begins' as what
    from policies
    where valid_to <= valid_from
    union all
    -- in the words they use
    select
        policies.policy_id,
        'names the calendar ' || policies.calendar_id
        || case
            when calendars.calendar_id is null then ', which is not in calendars.csv'
            else ', which never opens'
        end as what
    from policies
    left join calendars
        on policies.calendar_id = calendars.calendar_id
    anti join business_hours
        on calendars.calendar_id = business_hours.calendar_id
    where policies.calendar_id is not null
    union all
    select
        policies.policy_id,
        'names the priority ' || policies.priority
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
    -- in each other
    select
        policy_id,
        'has an id that another policy has too' as what
    from policies
    group by policy_id
    having count(*) > 1
    union all
    select
        policy_id,
        'ends on ' || cast(valid_to as varchar) || ' and ' || next_policy_id
        || ', for the same tickets, begins on ' || cast(next_valid_from as varchar)
        || ': neither covers the days between' as what
    from versions
    where next_valid_from > valid_to
    union all
    select
        policies.policy_id,
        'has the precedence, the days and some tickets in common with ' || rivals.policy_id as what
    from policies
    inner join policies as rivals
        on
            policies.metric = rivals.metric
            and policies.precedence = rivals.precedence
            and policies.policy_id < rivals.policy_id
    where
        coalesce(policies.source_system = rivals.source_system, true)
        and coalesce(policies.queue = rivals.queue, true)
        and coalesce(policies.priority = rivals.priority, true)
        and coalesce(policies.customer_tier = rivals.customer_tier, true)
        and coalesce(policies.valid_from < rivals.valid_to, true)
        and coalesce(rivals.valid_from < policies.valid_to, true)
),

final as (
    select
        seed,
        row_id,
        fault
    from calendar_faults
    union all
    select
        'sla_policies' as seed,
        policy_id as row_id,
        'SLA policy ' || coalesce(policy_id, '(without id)') || ' in sla_policies.csv '
        || what || '.' as fault
    from policy_faults
)

select * from final
