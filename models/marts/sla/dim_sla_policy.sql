-- Grain: one row per SLA policy.
{% set shipped = 'c89bea0dcdd587bda5d764e53f0cb4b2789e1a2a0dfe43e4801dc3352421a100' %}
{% set nodes = graph.get('nodes', {}).values() if execute else [] %}
{% set seeds = nodes | selectattr('name', 'equalto', 'sla_policies') | list %}
{% set are_shipped = seeds and seeds[0].checksum.checksum == shipped %}
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
        binds,

        -- the file that ships holds examples (rule S6)
        {{ 'true' if are_shipped and not var('policies_are_ours') else 'false' }} as is_example
    from policies
)

select * from final
