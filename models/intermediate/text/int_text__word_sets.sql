with

tokens as (
    select * from {{ ref('int_text__tokens') }}
),

messages as (
    select * from {{ ref('int_text__messages') }}
),

sets as (
    select
        ticket_key,
        list_distinct(list_transform(tokens, lambda word: {{ small_hash('word') }})) as word_set
    from tokens
),

-- Fewer different words say too little to call two tickets the same.
final as (
    select
        sets.ticket_key,
        row_number() over (order by messages.created_at, sets.ticket_key) as ticket_number,
        sets.word_set
    from sets
    inner join messages
        on sets.ticket_key = messages.ticket_key
    where len(sets.word_set) >= 6
)

select * from final
