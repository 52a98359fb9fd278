with

policies as (
    select * from {{ ref('sla_policies') }}
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
