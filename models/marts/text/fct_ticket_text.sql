with

messages as (
    select * from {{ ref('int_text__messages') }}
),

tokens as (
    select * from {{ ref('int_text__tokens') }}
),

languages as (
    select * from {{ ref('int_text__languages') }}
),

ticket_topics as (
    select * from {{ ref('int_text__ticket_topics') }}
),

topic_names as (
    select * from {{ ref('int_text__topic_names') }}
),

sentiment as (
    select * from {{ ref('int_text__sentiment') }}
),

duplicate_groups as (
    select * from {{ ref('int_text__duplicate_groups') }}
),

measured as (
    select
        -- key
        messages.ticket_key,

        -- attributes
        messages.week_start_date,
        messages.category,
        languages.language,
        coalesce(topic_names.topic_key, 0) as topic_key,
        duplicate_groups.duplicate_group_key,

        -- measures
        cast(len(tokens.tokens) as bigint) as token_count,
        sentiment.vader_score,
        case
            when sentiment.vader_score >= 0.05 then 'positive'
            when sentiment.vader_score <= -0.05 then 'negative'
            when sentiment.vader_score is not null then 'neutral'
        end as vader_class,
        sentiment.domain_score
    from messages
    inner join tokens
        on messages.ticket_key = tokens.ticket_key
    inner join sentiment
        on messages.ticket_key = sentiment.ticket_key
    left join languages
        on messages.ticket_key = languages.ticket_key
    left join ticket_topics
        on messages.ticket_key = ticket_topics.ticket_key
    left join topic_names
        on ticket_topics.topic_number = topic_names.topic_number
    left join duplicate_groups
        on messages.ticket_key = duplicate_groups.ticket_key
),

final as (
    select
        *,

        -- what is counted
        vader_score is not null as is_scored,
        vader_class = 'negative' as is_negative,
        vader_class = 'positive' as is_positive
    from measured
)

select * from final
