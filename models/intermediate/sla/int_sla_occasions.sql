-- Grain: one row per SLA metric, what a ticket is (source, queue, priority, tier) and span of days
-- in which the same policies count, if one fits: the first that binds at the start of a clock and
-- the first that binds by what the ticket is (rule S1). Far fewer than clocks: no work grows with
-- tickets × policies.
with

policies as (
    select * from {{ ref('int_sla_policies') }}
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

states as (
    select * from {{ ref('int_ticket_states') }}
    where is_created or queue <> previous_queue or priority <> previous_priority
),

situations as (
    select distinct
        tickets.source_system,
        states.queue,
        states.priority,
        tickets.customer_tier
    from states
    inner join tickets
        on states.ticket_key = tickets.ticket_key
),

-- Days on which a policy of the metric begins or ends, and one before them all.
turns as (
    select
        metric,
        cast('0001-01-01' as date) as turn_date
    from policies

    union all

    select
        metric,
        valid_from as turn_date
    from policies
    where valid_from is not null

    union all

    select
        metric,
        valid_to as turn_date
    from policies
    where valid_to is not null
),

first_turns as (
    select distinct
        metric,
        turn_date
    from turns
),

spans as (
    select
        metric,
        turn_date as days_from,
        coalesce(
            lead(turn_date) over (partition by metric order by turn_date),
            cast('9999-12-31' as date)
        ) as days_to
    from first_turns
),

fitting as (
    select
        situations.*,
        spans.metric,
        spans.days_from,
        spans.days_to,
        policies.policy_id,
        policies.precedence,
        policies.binds
    from situations
    cross join spans
    inner join policies
        on spans.metric = policies.metric
    where
        (policies.source_system is null or situations.source_system = policies.source_system)
        and (policies.queue is null or situations.queue = policies.queue)
        and (policies.priority is null or situations.priority = policies.priority)
        and (policies.customer_tier is null or situations.customer_tier = policies.customer_tier)
        and (policies.valid_from is null or spans.days_from >= policies.valid_from)
        and (policies.valid_to is null or spans.days_from < policies.valid_to)
),

final as (
    select
        -- key
        {{ hash_key([
            hash_key(['source_system', 'queue', 'priority', 'customer_tier']), 'metric'
        ]) }} as occasion_key,

        -- what it is
        metric,
        source_system,
        queue,
        priority,
        customer_tier,
        days_from,
        days_to,

        -- the first policy of each kind; the lower precedence of the two counts
        {{ earliest('policy_id', ['precedence', 'policy_id']) }}
        filter (where binds = 'start') as start_policy_id,
        min(precedence) filter (where binds = 'start') as start_precedence,
        {{ earliest('policy_id', ['precedence', 'policy_id']) }}
        filter (where binds = 'current') as current_policy_id,
        min(precedence) filter (where binds = 'current') as current_precedence
    from fitting
    group by metric, source_system, queue, priority, customer_tier, days_from, days_to
)

select * from final
