-- Created tickets by hour of the week add up to those by day, per source, queue and channel.
with

hourly as (
    select
        source_system,
        queue,
        channel,
        sum(created_count) as created_count
    from {{ ref('kpi_ticket_volume_hourly') }}
    group by source_system, queue, channel
),

daily as (
    select
        source_system,
        queue,
        channel,
        sum(created_count) as created_count
    from {{ ref('kpi_ticket_volume_daily') }}
    group by source_system, queue, channel
)

select
    daily.source_system,
    daily.queue,
    daily.channel,
    hourly.created_count as hourly_count,
    daily.created_count as daily_count
from daily
full outer join hourly
    on
        daily.source_system = hourly.source_system
        and daily.queue = hourly.queue
        and daily.channel = hourly.channel
where
    daily.created_count <> hourly.created_count
    or daily.created_count is null
    or hourly.created_count is null
