with

policies as (
    select * from {{ ref('sla_policies') }}
),

-- Versions of one policy: the same tickets, the same precedence, one after the other.
versions as (
    select
        policy_id,
        valid_to,
        lead(policy_id) over by_scope as next_policy_id,
        lead(valid_from) over by_scope as next_valid_from
    from policies
    window
        by_scope as (
            partition by metric, precedence, source_system, queue, priority, customer_tier
            order by valid_from nulls first, policy_id
        )
),

conflicts as (
    select
        policy_id,
        'has an id that another policy has too' as what
    from policies
    group by policy_id
    having count(*) > 1

    union all

    select
        policy_id,
        'ends on '
        || cast(valid_to as varchar)
        || ' and '
        || next_policy_id
        || ', for the same tickets, begins on '
        || cast(next_valid_from as varchar) || ': the days between have no target' as what
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
        policy_id,
        'SLA policy '
        || coalesce(policy_id, '(without id)')
        || ' in sla_policies.csv '
        || what
        || '.' as fault
    from conflicts
)

select * from final
