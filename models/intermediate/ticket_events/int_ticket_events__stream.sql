with

events as (
    select * from {{ ref('int_ticket_events__checked') }}
    where reject_reason is null
),

derived_events as (
    select * from {{ ref('int_ticket_events__derived') }}
),

as_of as (
    select * from {{ ref('int_reporting__as_of') }}
),

unioned as (
    select
        event_key,
        ticket_key,
        event_id,
        event_type,
        actor_type,
        actor_id,
        old_value,
        new_value,
        false as is_derived,
        occurred_at,
        source_order
    from events

    union all

    select
        {{ hash_key(['ticket_key', "'derived'", 'derived_order']) }} as event_key,
        ticket_key,
        cast(null as varchar) as event_id,
        event_type,
        actor_type,
        actor_id,
        cast(null as varchar) as old_value,
        new_value,
        true as is_derived,
        occurred_at,
        derived_order - 10 as source_order
    from derived_events
),

final as (
    select
        unioned.*,
        row_number() over (
            partition by unioned.ticket_key
            order by unioned.occurred_at, unioned.event_type <> 'created', unioned.source_order
        ) as event_number
    from unioned
    inner join as_of
        on unioned.occurred_at <= as_of.as_of
)

select * from final
