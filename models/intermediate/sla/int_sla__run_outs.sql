with

clocks as (
    select * from {{ ref('int_sla__assigned') }}
),

segments as (
    select * from {{ ref('int_sla__segments') }}
),

slots as (
    select * from {{ ref('int_business_time__slots') }}
    where is_open
),

-- S4: the target's last second is still met; S5: the segment that goes past it is where it ran out.
marked as (
    select
        segments.*,
        clocks.calendar_id,
        clocks.target_microseconds,
        segments.clock_state = 'running'
        and clocks.target_microseconds >= segments.elapsed_microseconds_before
        and clocks.target_microseconds
        < segments.elapsed_microseconds_before + segments.business_microseconds
            as is_breaching
    from segments
    inner join clocks
        on segments.sla_clock_key = clocks.sla_clock_key
),

-- The target runs out in the segment that breaches; until one does, in the last one as it stands
-- now.
summed as (
    select
        sla_clock_key,
        calendar_id,
        target_microseconds,
        cast(
            coalesce(sum(business_microseconds) filter (where clock_state = 'running'), 0) as bigint
        )
            as elapsed_microseconds,
        cast(
            coalesce(sum(business_microseconds) filter (where clock_state = 'paused'), 0) as bigint
        )
            as paused_microseconds,
        bool_or(is_last and clock_state = 'paused') as is_paused,
        coalesce(
            max(valid_from) filter (where is_breaching), max(valid_from) filter (where is_last)
        )
            as running_from,
        coalesce(
            max(from_position - elapsed_microseconds_before) filter (where is_breaching),
            max(from_position - elapsed_microseconds_before) filter (where is_last)
        ) + target_microseconds as due_position
    from marked
    group by sla_clock_key, calendar_id, target_microseconds
),

-- The first instant at which that many business minutes are over; a segment that starts used up
-- breaks at its start.
final as (
    select
        summed.sla_clock_key,
        summed.elapsed_microseconds,
        summed.paused_microseconds,
        summed.is_paused,
        case
            when slots.slot_start is not null
                then
                    greatest(
                        summed.running_from,
                        {{ instant_of_position('summed.due_position', 'slots') }}
                    )
        end as runs_out_at
    from summed
    left join slots
        on
            summed.calendar_id = slots.calendar_id
            and {{ slot_of_position('summed.due_position') }} = slots.open_minutes_before
)

select * from final
