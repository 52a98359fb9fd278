with

descriptions as (
    {{ union_of_sources('tickets', ['source_system', 'row_id', 'description']) }}
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

lifecycles as (
    select * from {{ ref('int_ticket_milestones') }}
),

final as (
    select
        -- key
        tickets.ticket_key,

        -- slices, null where the source does not tell
        nullif(tickets.category, 'uncategorised') as category,
        tickets.product,
        nullif(lifecycles.queue, 'unassigned') as queue,
        cast(date_trunc('week', {{ local_date('tickets.created_at') }}) as date) as week_start_date,
        cast(date_trunc('month', {{ local_date('tickets.created_at') }}) as date)
            as month_start_date,

        -- timestamps (UTC)
        tickets.created_at,

        -- what the customer wrote; what comes after so many characters is a log file, not a message
        left(coalesce(tickets.subject, ''), 1000) as subject,
        left(coalesce(descriptions.description, ''), 10000) as description,

        -- measures
        lifecycles.csat_score
    from tickets
    inner join lifecycles
        on tickets.ticket_key = lifecycles.ticket_key
    left join descriptions
        on
            tickets.source_system = descriptions.source_system
            and tickets.row_id = descriptions.row_id
)

select * from final
