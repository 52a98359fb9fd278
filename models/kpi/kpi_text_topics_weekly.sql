-- Grain: one row per week and topic with tickets.
with

tickets as (
    select * from {{ ref('fct_ticket_text') }}
),

topics as (
    select * from {{ ref('dim_text_topic') }}
),

weeks as (
    select
        week_start_date,
        count(*) as week_ticket_count
    from tickets
    group by week_start_date
),

counted as (
    select
        week_start_date,
        topic_key,
        count(*) as ticket_count,
        count(*) filter (where is_scored) as scored_count,
        count(*) filter (where is_negative) as negative_count
    from tickets
    group by week_start_date, topic_key
),

final as (
    select
        -- key
        counted.week_start_date,
        counted.topic_key,

        -- attributes
        topics.topic_name,

        -- figures
        counted.ticket_count,
        weeks.week_ticket_count,
        {{ ratio('counted.ticket_count', 'weeks.week_ticket_count') }} as ticket_share,
        case
            when
                previous_weeks.week_ticket_count is not null
                then coalesce(previous.ticket_count, 0)
        end
            as previous_ticket_count,
        {{ ratio('counted.ticket_count', 'weeks.week_ticket_count') }}
        - {{ ratio('coalesce(previous.ticket_count, 0)', 'previous_weeks.week_ticket_count') }}
            as ticket_share_change,
        counted.scored_count,
        counted.negative_count,
        {{ ratio('counted.negative_count', 'counted.scored_count') }} as negative_share
    from counted
    inner join topics
        on counted.topic_key = topics.topic_key
    inner join weeks
        on counted.week_start_date = weeks.week_start_date
    left join weeks as previous_weeks
        on counted.week_start_date = previous_weeks.week_start_date + interval 7 days
    left join counted as previous
        on
            counted.week_start_date = previous.week_start_date + interval 7 days
            and counted.topic_key = previous.topic_key
)

select * from final
order by week_start_date, topic_key
