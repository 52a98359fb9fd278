-- Grain: one row per SLA policy, checked (rule S1).
{{ config(pre_hook="{{ stop_at_faults(ref('int_seed_faults')) }}") }}

with

policies as (
    select * from {{ ref('sla_policies') }}
),

final as (
    select
        policy_id,
        precedence,
        source_system,
        queue,
        priority,
        customer_tier,
        coalesce(
            nullif(
                concat_ws(
                    ', ',
                    'source ' || source_system,
                    'queue ' || queue,
                    'priority ' || priority,
                    'tier ' || customer_tier
                ),
                ''
            ),
            'any ticket'
        ) as scope_words,
        metric,
        cast(target_minutes as bigint) * 60000000 as target_microseconds,
        calendar_id,
        paused_statuses,
        coalesce(binds, 'current') as binds,
        valid_from,
        valid_to
    from policies
)

select * from final
