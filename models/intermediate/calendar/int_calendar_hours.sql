-- Grain: one row per stretch in which a calendar is open within a local day, of a weekday while its
-- hours hold or of a single day in holidays. A stretch that goes on after midnight is two rows.
-- Reads seeds alone: scripts/publishing/checks.py runs this text before dbt starts, too.
with

business_hours as (
    select * from {{ ref('business_hours') }}
),

holidays as (
    select * from {{ ref('holidays') }}
),

written as (
    select
        calendar_id,
        iso_weekday,
        false as is_single_day,
        opens_at,
        closes_at,
        valid_from,
        valid_to
    from business_hours

    union all

    select
        calendar_id,
        cast(extract(isodow from holiday_date) as integer) as iso_weekday,
        true as is_single_day,
        opens_at,
        closes_at,
        holiday_date as valid_from,
        holiday_date + 1 as valid_to
    from holidays
    where opens_at is not null or closes_at is not null
),

-- Tools that cannot write 24:00 end a day at 23:59.
timed as (
    select
        calendar_id,
        iso_weekday,
        is_single_day,
        valid_from,
        valid_to,
        {{ minute_of_day('opens_at') }} as opens_at_minute,
        case
            when closes_at in ('23:59', '23:59:59') then 24 * 60
            else {{ minute_of_day('closes_at') }}
        end as closes_at_minute
    from written
),

overnight as (
    select
        *,
        coalesce(not is_single_day and opens_at_minute > closes_at_minute, false) as is_overnight
    from timed
),

final as (
    select
        calendar_id,
        iso_weekday,
        is_single_day,
        0 as days_since_opening,
        opens_at_minute,
        case when is_overnight then 24 * 60 else closes_at_minute end as closes_at_minute,
        valid_from,
        valid_to
    from overnight

    union all

    select
        calendar_id,
        iso_weekday % 7 + 1 as iso_weekday,
        is_single_day,
        1 as days_since_opening,
        0 as opens_at_minute,
        closes_at_minute,
        valid_from,
        valid_to
    from overnight
    where is_overnight and closes_at_minute > 0
)

select * from final
