-- Grain: one row per ticket, SLA metric and cycle that a policy fits at some time, with the policy
-- that judges it (rules S1 and S2).
with

promises as (
    select * from {{ ref('int_sla_promises') }}
),

policies as (
    select * from {{ ref('int_sla_policies') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- A policy that binds at the start fits for the whole clock if it fitted as the clock started.
begun as (
    select
        *,
        first_value(start_policy_id) over in_order as first_start_policy_id,
        first_value(start_precedence) over in_order as first_start_precedence
    from promises
    window in_order as (
        partition by ticket_key, metric, cycle_number order by fits_from
    )
),

-- Per stretch the first policy by precedence.
fitted as (
    select
        *,
        case
            when current_precedence is null then first_start_policy_id
            when first_start_precedence <= current_precedence then first_start_policy_id
            else current_policy_id
        end as policy_id
    from begun
),

compared as (
    select
        *,
        coalesce(lag(policy_id) over in_order, '') <> coalesce(policy_id, '') as is_other_policy,
        lead(fits_from) over in_order is null as is_last
    from fitted
    window in_order as (
        partition by ticket_key, metric, cycle_number order by fits_from
    )
),

-- The policy of the last stretch judges the clock. Where none fits in it, the clock is cancelled
-- where the stretches without one begin; it shows the last that fitted.
judged as (
    select
        ticket_key,
        metric,
        cycle_number,
        source_system,
        started_at,
        started_date,
        stopped_at,
        stop_reason,
        is_merged,
        is_last,
        max(case when is_other_policy and policy_id is null then fits_from end) over so_far
            as unbound_from,
        max(case when is_other_policy and policy_id is not null then fits_from end) over so_far
            as bound_from,
        first_value(policy_id) over so_far as first_policy_id,
        policy_id is null as is_unbound,
        {{ last_known('policy_id') }} over so_far as policy_id,
        {{ last_known('case when policy_id is not null then queue end') }} over so_far as queue,
        {{ last_known('case when policy_id is not null then priority end') }} over so_far
            as priority,
        first_value(queue) over so_far as first_queue,
        first_value(priority) over so_far as first_priority
    from compared
    window so_far as (
        partition by ticket_key, metric, cycle_number order by fits_from
        rows between unbounded preceding and current row
    )
),

final as (
    select
        -- key
        {{ hash_key(['judged.ticket_key', 'judged.metric', 'judged.cycle_number']) }}
            as sla_clock_key,
        judged.ticket_key,
        judged.metric,
        judged.cycle_number,

        -- the promise, what it was chosen by, and since when it binds
        judged.policy_id,
        policies.binds,
        case
            when judged.is_unbound
                then 'none fits any more; the last one fitted ' || policies.scope_words
            when policies.binds = 'start' then 'fitted ' || policies.scope_words || ' at the start'
            when judged.stopped_at is null then 'fits ' || policies.scope_words || ' now'
            else 'fitted ' || policies.scope_words || ' at the stop'
        end as policy_reason,
        judged.first_policy_id,
        judged.bound_from,
        policies.calendar_id,
        policies.target_microseconds,
        judged.source_system,
        case when policies.binds = 'start' then judged.first_queue else judged.queue end as queue,
        case when policies.binds = 'start' then judged.first_priority else judged.priority end
            as priority,

        -- from where to where (UTC)
        judged.started_at,
        judged.started_date,
        case when judged.is_unbound then judged.unbound_from else judged.stopped_at end
            as stopped_at,
        case when judged.is_unbound then 'no_policy' else judged.stop_reason end as stop_reason,
        judged.is_merged
        or judged.is_unbound
        or coalesce(judged.stop_reason, '') = 'resolved_by_system' as is_cancelled,
        case
            when judged.is_unbound then judged.unbound_from
            else coalesce(judged.stopped_at, as_of.as_of)
        end as measured_to
    from judged
    cross join as_of
    inner join policies
        on judged.policy_id = policies.policy_id
    where judged.is_last
)

select * from final
