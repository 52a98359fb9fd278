with

names as (
    select * from {{ ref('int_text__topic_names') }}
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
    anti join {{ ref('int_text__ticket_topics') }} as topics
        on messages.ticket_key = topics.ticket_key
)

select * from final
