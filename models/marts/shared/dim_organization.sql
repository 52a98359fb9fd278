with

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
    where organization_id is not null
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

-- Tier and country are those of the organization's latest ticket.
final as (
    select
        -- key
        {{ hash_key(['tickets.source_system', 'tickets.organization_id']) }} as organization_key,
        tickets.source_system,
        tickets.organization_id,

        -- attributes
        arg_max(tickets.customer_tier, (tickets.created_at, tickets.ticket_id)) as customer_tier,
        arg_max(tickets.country, (tickets.created_at, tickets.ticket_id)) as country,
        min(tickets.created_at) as first_ticket_at,
        max(tickets.created_at) as last_ticket_at
    from tickets
    inner join as_of
        on tickets.created_at <= as_of.as_of
    group by tickets.source_system, tickets.organization_id
)

select * from final
