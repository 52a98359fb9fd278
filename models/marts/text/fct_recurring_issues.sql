-- Grain: one row per group of near-duplicates.
with

groups as (
    select * from {{ ref('int_text_duplicates') }}
),

tickets as (
    select * from {{ ref('fct_tickets') }}
),

members as (
    select
        groups.duplicate_group_key,
        tickets.ticket_key,
        tickets.ticket_id,
        tickets.subject,
        tickets.category,
        tickets.product,
        tickets.requester_id,
        tickets.is_open,
        tickets.created_at
    from groups
    inner join tickets
        on groups.ticket_key = tickets.ticket_key
),

final as (
    select
        -- key: the first ticket of the group
        duplicate_group_key,

        -- the first ticket as an example
        arg_min(ticket_id, (created_at, ticket_key)) as example_ticket_id,
        arg_min(subject, (created_at, ticket_key)) as example_subject,
        arg_min(category, (created_at, ticket_key)) as category,
        arg_min(product, (created_at, ticket_key)) as product,

        -- timestamps (UTC)
        min(created_at) as first_seen_at,
        max(created_at) as last_seen_at,

        -- figures
        count(*) as ticket_count,
        count(*) filter (where is_open) as open_ticket_count,
        count(distinct requester_id) as requester_count
    from members
    group by duplicate_group_key
)

select * from final
