-- Grain: one row per ticket at as_of, with what its text tells.
with

texts as (
    select * from {{ ref('int_texts') }}
),

tokens as (
    select * from {{ ref('int_text_tokens') }}
),

ticket_topics as (
    select * from {{ ref('int_text_ticket_topics') }}
),

topics as (
    select * from {{ ref('int_text_topics') }}
),

sentiment as (
    select * from {{ ref('int_text_sentiment') }}
),

domain_scores as (
    select * from {{ ref('int_text_domain_scores') }}
),

duplicates as (
    select * from {{ ref('int_text_duplicates') }}
),

measured as (
    select
        -- key
        texts.ticket_key,

        -- attributes
        texts.week_start_date,
        texts.category,
        tokens.language,
        coalesce(topics.topic_key, 0) as topic_key,
        duplicates.duplicate_group_key,

        -- measures
        cast(len(tokens.tokens) as bigint) as token_count,
        sentiment.vader_score,
        case
            when sentiment.vader_score >= 0.05 then 'positive'
            when sentiment.vader_score <= -0.05 then 'negative'
            when sentiment.vader_score is not null then 'neutral'
        end as vader_class,
        domain_scores.domain_score
    from texts
    inner join tokens
        on texts.ticket_key = tokens.ticket_key
    left join ticket_topics
        on texts.ticket_key = ticket_topics.ticket_key
    left join topics
        on ticket_topics.topic_number = topics.topic_number
    left join sentiment
        on texts.ticket_key = sentiment.ticket_key
    left join domain_scores
        on texts.ticket_key = domain_scores.ticket_key
    left join duplicates
        on texts.ticket_key = duplicates.ticket_key
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
