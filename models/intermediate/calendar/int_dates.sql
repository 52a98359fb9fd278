-- Grain: one row per day from the first accepted row to as_of, in the reporting time zone.
with

as_of as (
    select * from {{ ref('int_as_of') }}
),

-- A ticket's first events may be older than its row (L10).
span as (
    select
        {{ local_date('first_row_at') }} as first_date,
        as_of_date as last_date
    from as_of
    where first_row_at <= as_of
),

final as (
    select {{ days('first_date', 'last_date') }} as date_day
    from span
)

select * from final
