-- Grain: one row, the instant all is measured at.
with

as_of as (
    select * from {{ ref('int_as_of') }}
),

final as (
    select
        as_of,
        as_of_date,
        {{ text_literal(var('reporting_time_zone')) }} as reporting_time_zone
    from as_of
)

select * from final
