-- Rule T2, see DECISIONS.md: what lies beyond a long silence from nearly all other rows is a
-- typing error.
with

rows_read as (
    select
        source_system,
        earliest_at,
        latest_at
    from {{ ref('int_rows__read') }}
    where earliest_at is not null
),

row_dates as (
    select
        source_system,
        cast(earliest_at as date) as row_date
    from rows_read

    union all

    select
        source_system,
        cast(latest_at as date) as row_date
    from rows_read
),

dates as (
    select
        source_system,
        row_date,
        count(*) as row_count
    from row_dates
    group by source_system, row_date
),

date_gaps as (
    select
        *,
        row_date - lag(row_date) over (partition by source_system order by row_date)
        > 180 as is_after_silence
    from dates
),

numbered as (
    select
        *,
        sum(case when is_after_silence then 1 else 0 end) over (
            partition by source_system order by row_date
        ) as island_number
    from date_gaps
),

islands as (
    select
        source_system,
        island_number,
        min(row_date) as first_date,
        max(row_date) as last_date,
        sum(row_count) as row_count
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
        row_count * 1000 >= all_row_count
        and greatest(first_date - main_last_date, main_first_date - last_date) <= 3650
    group by source_system
)

select * from final
