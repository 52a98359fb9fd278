-- Grain: one row per topic, and one for tickets of none.
with

topics as (
    select * from {{ ref('int_text_topics') }}
),

texts as (
    select count(*) as ticket_count from {{ ref('int_texts') }}
),

sorted as (
    select coalesce(sum(ticket_count), 0) as ticket_count from topics
),

final as (
    select
        topic_key,
        topic_name,
        strongest_terms,
        ticket_count
    from topics

    union all

    -- Where no word is known there is no topic. One that no word is typical of has no name: its
    -- tickets are of no topic, too.
    select
        0 as topic_key,
        'no topic' as topic_name,
        cast(null as varchar) as strongest_terms,
        cast(texts.ticket_count - sorted.ticket_count as bigint) as ticket_count
    from texts
    cross join sorted
)

select * from final
