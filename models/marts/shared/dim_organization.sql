-- Grain: one row per source and organization whose people wrote.
with

tickets as (
    select * from {{ ref('int_tickets') }}
    where organization_id is not null
),

-- Tier and country are those of the organization's latest ticket that tells them.
final as (
    select
        -- key
        {{ hash_key(['source_system', 'organization_id']) }} as organization_key,
        source_system,
        organization_id,

        -- attributes
        {{ latest('customer_tier', ['created_at', 'ticket_id']) }} as customer_tier,
        {{ latest('country', ['created_at', 'ticket_id']) }} as country,
        min(created_at) as first_ticket_at,
        max(created_at) as last_ticket_at
    from tickets
    group by source_system, organization_id
)

select * from final
