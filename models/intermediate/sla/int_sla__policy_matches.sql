with

started as (
    select * from {{ ref('int_sla__started') }}
),

policies as (
    select * from {{ ref('int_sla__policies') }}
),

-- Far fewer than clocks: the work does not grow with tickets × policies.
occasions as (
    select distinct
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
        occasions.*,
        policies.policy_id,
        row_number() over (
            partition by
                occasions.metric, occasions.source_system, occasions.queue, occasions.priority,
                occasions.customer_tier, occasions.started_date
            order by policies.precedence
        ) as rank_number
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
        metric,
        source_system,
        queue,
        priority,
        coalesce(customer_tier, '') as customer_tier,
        started_date,
        policy_id
    from ranked
    where rank_number = 1
)

select * from final
