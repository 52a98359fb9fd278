{{ config(enabled=var('text_analysis')) }}
-- Each ticket has one text, one topic and one week: fct_ticket_text, the topics and the weeks count
-- the tickets in scope of fct_tickets.
with

tickets as (
    select count(*) as ticket_count from {{ ref('fct_tickets') }}
    where is_in_scope
),

texts as (
    select count(*) as ticket_count from {{ ref('fct_ticket_text') }}
),

topics as (
    select coalesce(sum(ticket_count), 0) as ticket_count from {{ ref('dim_text_topic') }}
),

topic_weeks as (
    select coalesce(sum(ticket_count), 0) as ticket_count from {{ ref('kpi_text_topics_weekly') }}
),

sentiment_weeks as (
    select coalesce(sum(ticket_count), 0) as ticket_count from {{ ref('kpi_sentiment_weekly') }}
)

select
    tickets.ticket_count,
    texts.ticket_count as text_count,
    topics.ticket_count as topic_count,
    topic_weeks.ticket_count as topic_week_count,
    sentiment_weeks.ticket_count as sentiment_week_count
from tickets
cross join texts
cross join topics
cross join topic_weeks
cross join sentiment_weeks
where
    tickets.ticket_count <> texts.ticket_count
    or tickets.ticket_count <> topics.ticket_count
    or tickets.ticket_count <> topic_weeks.ticket_count
    or tickets.ticket_count <> sentiment_weeks.ticket_count
