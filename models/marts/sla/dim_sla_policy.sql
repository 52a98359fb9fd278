-- Grain: one row per SLA policy.
with

policies as (
    select * from {{ ref('int_sla_policies') }}
),

final as (
    select
        -- key
        policy_id,

        -- which tickets
        metric,
        precedence,
        source_system,
        queue,
        priority,
        customer_tier,
        valid_from as valid_from_date,
        valid_to as valid_to_date,

        -- the promise
        {{ minutes('target_microseconds') }} as target_business_minutes,
        calendar_id,
        paused_statuses,
        binds
    from policies
)

select * from final
