with

tokens as (
    select * from {{ ref('int_text__tokens') }}
),

-- A word of three languages says a third as much for each of them.
stop_words as (
    select
        entry as word,
        language,
        60 // count(*) over (partition by entry) as weight
    from {{ ref('int_text__word_lists') }}
    where list_name = 'stop_word'
),

-- The first words tell the language as well as all of them.
words as (
    select
        ticket_key,
        unnest(tokens[:25]) as word
    from tokens
),

scores as (
    select
        words.ticket_key,
        stop_words.language,
        sum(stop_words.weight) as score
    from words
    inner join stop_words
        on words.word = stop_words.word
    group by words.ticket_key, stop_words.language
),

final as (
    select
        ticket_key,
        arg_max(language, (score, language)) as language
    from scores
    group by ticket_key
    having max(score) >= 60
)

select * from final
