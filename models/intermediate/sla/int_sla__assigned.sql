with

started as (
    select * from {{ ref('int_sla__started') }}
),

policy_matches as (
    select * from {{ ref('int_sla__policy_matches') }}
),

policies as (
    select * from {{ ref('int_sla__policies') }}
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

-- Tickets that no policy covers have no clock.
final as (
    select
        {{ hash_key(['started.ticket_key', 'started.metric', 'started.cycle_number']) }}
            as sla_clock_key,
        started.ticket_key,
        started.metric,
        started.cycle_number,
        policies.policy_id,
        policies.calendar_id,
        policies.target_microseconds,
        started.source_system,
        started.queue,
        started.priority,
        started.started_at,
        started.started_date,
        started.stopped_at,
        started.stop_reason,
        started.is_cancelled,
        coalesce(started.stopped_at, as_of.as_of) as measured_to
    from started
    cross join as_of
    inner join policy_matches
        on
            started.metric = policy_matches.metric
            and started.source_system = policy_matches.source_system
            and started.queue = policy_matches.queue
            and started.priority = policy_matches.priority
            and coalesce(started.customer_tier, '') = policy_matches.customer_tier
            and started.started_date = policy_matches.started_date
    inner join policies
        on policy_matches.policy_id = policies.policy_id
)

select * from final
