with

intervals as (
    select * from {{ ref('int_ticket_states__clocked') }}
),

final as (
    select
        ticket_key,

        -- rule L5
        coalesce(sum(calendar_microseconds) filter (where clock_owner = 'agent'), 0)
            as agent_work_calendar_microseconds,
        coalesce(sum(business_microseconds) filter (where clock_owner = 'agent'), 0)
            as agent_work_business_microseconds,
        coalesce(
            sum(calendar_microseconds) filter (where clock_owner in ('agent', 'third_party')), 0
        )
            as requester_wait_calendar_microseconds,
        coalesce(
            sum(business_microseconds) filter (where clock_owner in ('agent', 'third_party')), 0
        )
            as requester_wait_business_microseconds,
        coalesce(sum(calendar_microseconds) filter (where clock_owner = 'customer'), 0)
            as agent_wait_calendar_microseconds,
        coalesce(sum(business_microseconds) filter (where clock_owner = 'customer'), 0)
            as agent_wait_business_microseconds,
        coalesce(sum(calendar_microseconds) filter (where clock_owner = 'third_party'), 0)
            as on_hold_calendar_microseconds,
        coalesce(sum(business_microseconds) filter (where clock_owner = 'third_party'), 0)
            as on_hold_business_microseconds
    from intervals
    group by ticket_key
)

select * from final
