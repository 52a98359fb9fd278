-- Grain: one row per source. Rule T2, see DECISIONS.md: what lies beyond a long silence from nearly
-- all other rows is a typing error, but for old tickets that lived then.
with

tickets as (
    {{ union_of_sources('tickets', [
        'source_system', 'created_at',
        'greatest(created_at, updated_at, first_responded_at, resolved_at, closed_at) as latest_at'
    ]) }}
),

events as (
    {{ union_of_sources('ticket_events', ['source_system', 'occurred_at']) }}
),

-- The first and the last time of each row.
row_dates as (
    select
        source_system,
        cast(created_at as date) as row_date,
        1 as row_count,
        -- Two times of the row agree: no typing error is that.
        case
            when
                latest_at > created_at
                and cast(latest_at as date) <= cast(created_at as date) + 180
                then 1
            else 0
        end as lived_count
    from tickets

    union all

    select
        source_system,
        cast(latest_at as date) as row_date,
        1 as row_count,
        0 as lived_count
    from tickets
    where created_at is not null

    union all

    select
        source_system,
        cast(occurred_at as date) as row_date,
        2 as row_count,
        0 as lived_count
    from events
),

dates as (
    select
        source_system,
        row_date,
        sum(row_count) as row_count,
        sum(lived_count) as lived_count
    from row_dates
    where row_date is not null
    group by source_system, row_date
),

date_gaps as (
    select
        *,
        lag(row_date) over (partition by source_system order by row_date) as previous_date
    from dates
),

numbered as (
    select
        source_system,
        row_date,
        row_count,
        lived_count,
        sum(case when row_date > previous_date + 180 then 1 else 0 end)
            over (
                partition by source_system order by row_date
                rows between unbounded preceding and current row
            )
            as island_number
    from date_gaps
),

islands as (
    select
        source_system,
        island_number,
        min(row_date) as first_date,
        max(row_date) as last_date,
        sum(row_count) as row_count,
        sum(lived_count) as lived_count
    from numbered
    group by source_system, island_number
),

compared as (
    select
        *,
        sum(row_count) over (partition by source_system) as all_row_count,
        first_value(first_date) over by_size as main_first_date,
        first_value(last_date) over by_size as main_last_date
    from islands
    window by_size as (partition by source_system order by row_count desc, first_date asc)
),

final as (
    select
        source_system,
        min(first_date) as plausible_from_date,
        max(last_date) as plausible_to_date
    from compared
    where
        (
            row_count * 1000 >= all_row_count
            and first_date <= main_last_date + 3650
            and last_date >= main_first_date - 3650
        )
        or (last_date < main_first_date and lived_count > 0)
    group by source_system
)

select * from final
