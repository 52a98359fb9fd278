with

lifecycles as (
    select * from {{ ref('int_tickets__lifecycles') }}
),

ticket_calendars as (
    select * from {{ ref('int_tickets__calendars') }}
),

slots as (
    select * from {{ ref('int_business_time__slots') }}
),

final as (
    select
        lifecycles.ticket_key,
        {{ business_position('lifecycles.created_at', 'created_slots') }} as created_position,
        {{ business_position('lifecycles.first_responded_at', 'responded_slots') }}
            as first_responded_position,
        {{ business_position('lifecycles.first_resolved_at', 'first_resolved_slots') }}
            as first_resolved_position,
        {{ business_position('lifecycles.resolved_at', 'resolved_slots') }} as resolved_position
    from lifecycles
    inner join ticket_calendars
        on lifecycles.ticket_key = ticket_calendars.ticket_key
    inner join slots as created_slots
        on {{ is_in_slot(
            'lifecycles.created_at', 'ticket_calendars.calendar_id', 'created_slots'
        ) }}
    left join slots as responded_slots
        on {{ is_in_slot(
            'lifecycles.first_responded_at', 'ticket_calendars.calendar_id', 'responded_slots'
        ) }}
    left join slots as first_resolved_slots
        on {{ is_in_slot(
            'lifecycles.first_resolved_at', 'ticket_calendars.calendar_id', 'first_resolved_slots'
        ) }}
    left join slots as resolved_slots
        on {{ is_in_slot(
            'lifecycles.resolved_at', 'ticket_calendars.calendar_id', 'resolved_slots'
        ) }}
)

select * from final
