with

names as (
    select * from {{ ref('int_text__topic_names') }}
),

-- A topic that no word is typical of has no name: its tickets are of no topic.
named_tickets as (
    select topics.ticket_key
    from {{ ref('int_text__ticket_topics') }} as topics
    semi join names
        on topics.topic_number = names.topic_number
),

final as (
    select
        topic_key,
        topic_name,
        strongest_terms,
        ticket_count
    from names

    union all

    -- where no word is known there is no topic
    select
        0 as topic_key,
        'no topic' as topic_name,
        cast(null as varchar) as strongest_terms,
        count(*) as ticket_count
    from {{ ref('int_text__messages') }} as messages
    anti join named_tickets
        on messages.ticket_key = named_tickets.ticket_key
)

select * from final
