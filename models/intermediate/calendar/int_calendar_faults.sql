-- Grain: one row per fault in the seeds of calendars: business_hours, holidays, queue_calendars.
-- Reads seeds alone: scripts/publishing/checks.py runs this text before dbt starts, too.
with

stretches as (
    select
        *,
        row_number() over (
            order by
                calendar_id,
                iso_weekday,
                opens_at_minute,
                closes_at_minute,
                valid_from,
                valid_to
        ) as stretch_number
    from {{ ref('int_calendar_hours') }}
),

holidays as (
    select * from {{ ref('holidays') }}
),

queue_calendars as (
    select * from {{ ref('queue_calendars') }}
),

-- Hours, each in itself.
faulty_stretches as (
    select
        calendar_id,
        is_single_day,
        valid_from,
        -- named by the day on which they open
        case
            when days_since_opening = 1 then (iso_weekday + 5) % 7 + 1
            else iso_weekday
        end as iso_weekday,
        case
            when coalesce(iso_weekday not between 1 and 7, true)
                then 'a weekday that is none; 1 is Monday, 7 is Sunday'
            when opens_at_minute is null or closes_at_minute is null
                then 'hours that are no times; write them like 08:30'
            when opens_at_minute % 15 <> 0 or closes_at_minute % 15 <> 0
                then 'hours off the quarter hour; open and close at :00, :15, :30 or :45'
            when closes_at_minute > 24 * 60 then 'hours past 24:00'
            when opens_at_minute = closes_at_minute
                then 'hours that close as they open; the whole day is 00:00 to 24:00'
            when opens_at_minute > closes_at_minute
                then 'hours that close before they open; on a single day they end by 24:00'
            when valid_to <= valid_from
                then
                    'hours that end on ' || cast(valid_to as varchar)
                    || ', not after the day they begin'
        end as what
    from stretches
),

-- Hours that are open twice at some time.
clashes as (
    select distinct
        stretches.calendar_id,
        stretches.is_single_day,
        stretches.iso_weekday,
        stretches.valid_from,
        'two stretches that overlap' || coalesce(
            ' from ' || cast(greatest(stretches.valid_from, rivals.valid_from) as varchar)
            || ' on', ''
        ) as what
    from stretches
    inner join stretches as rivals
        on
            stretches.calendar_id = rivals.calendar_id
            and stretches.iso_weekday = rivals.iso_weekday
            and stretches.is_single_day = rivals.is_single_day
            and stretches.stretch_number < rivals.stretch_number
    where
        stretches.opens_at_minute < rivals.closes_at_minute
        and rivals.opens_at_minute < stretches.closes_at_minute
        and coalesce(
            stretches.valid_from + stretches.days_since_opening
            < rivals.valid_to + rivals.days_since_opening,
            true
        )
        and coalesce(
            rivals.valid_from + rivals.days_since_opening
            < stretches.valid_to + stretches.days_since_opening,
            true
        )
),

hour_faults as (
    select
        calendar_id,
        is_single_day,
        iso_weekday,
        valid_from,
        what
    from faulty_stretches
    where what is not null
    union all
    select
        calendar_id,
        is_single_day,
        iso_weekday,
        valid_from,
        what
    from clashes
),

faults as (
    select
        'business_hours' as seed,
        calendar_id,
        'has, on weekday ' || coalesce(cast(iso_weekday as varchar), '(none)') || ', '
        || what as what
    from hour_faults
    where not is_single_day
    union all
    select
        'holidays' as seed,
        calendar_id,
        'has, on ' || coalesce(cast(valid_from as varchar), 'no day') || ', ' || what as what
    from hour_faults
    where is_single_day
    union all
    -- A clock that runs then would never run out.
    select
        'business_hours' as seed,
        calendar_id,
        'never opens again after ' || cast(max(valid_to) as varchar)
        || '; leave valid_to of the hours that come last empty' as what
    from stretches
    where not is_single_day
    group by calendar_id
    having count(*) = count(valid_to)
    union all
    select
        'holidays' as seed,
        calendar_id,
        'has, on ' || coalesce(cast(holiday_date as varchar), 'no day')
        || case
            when holiday_date is null then ', a row without a date'
            else ', a row without hours, closed all day, and one with hours'
        end as what
    from holidays
    group by calendar_id, holiday_date
    having holiday_date is null or count(opens_at) between 1 and count(*) - 1
),

final as (
    select
        seed,
        calendar_id as row_id,
        'Calendar ' || coalesce(calendar_id, '(none)') || ' in ' || seed || '.csv ' || what
        || '.' as fault
    from faults
    union all
    select
        'queue_calendars' as seed,
        max(calendar_id) as row_id,
        'queue_calendars.csv has ' || cast(count(*) as varchar) || ' rows for '
        || coalesce('queue ' || queue, 'all other queues') || ' of '
        || coalesce('source ' || source_system, 'any source') || ': '
        || coalesce(min(calendar_id), '(none)') || ' and ' || coalesce(max(calendar_id), '(none)')
        || '. Keep one.' as fault
    from queue_calendars
    group by source_system, queue
    having count(*) > 1
    union all
    select
        'queue_calendars' as seed,
        cast(null as varchar) as row_id,
        'queue_calendars.csv has a row without a calendar.' as fault
    from queue_calendars
    having count(*) > count(calendar_id)
    union all
    select
        'queue_calendars' as seed,
        cast(null as varchar) as row_id,
        'queue_calendars.csv has no row with both source_system and queue empty: it says which '
        || 'calendar all other queues have.' as fault
    from queue_calendars
    having count(*) filter (where source_system is null and queue is null) = 0
)

select * from final
