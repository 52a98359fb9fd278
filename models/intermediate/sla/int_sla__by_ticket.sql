with

clocks as (
    select * from {{ ref('int_sla__outcomes') }}
    where metric in ('first_response', 'resolution')
),

-- These metrics have one clock a ticket, so that max only picks it.
final as (
    select
        ticket_key,
        max(outcome) filter (where metric = 'first_response') as first_response_sla_outcome,
        max({{ minutes('target_microseconds') }}) filter (where metric = 'first_response')
            as first_response_sla_target_business_minutes,
        max(outcome) filter (where metric = 'resolution') as resolution_sla_outcome,
        max({{ minutes('target_microseconds') }}) filter (where metric = 'resolution')
            as resolution_sla_target_business_minutes
    from clocks
    group by ticket_key
)

select * from final
