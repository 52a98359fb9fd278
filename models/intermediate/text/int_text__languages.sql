with

tokens as (
    -- the first words tell the language as well as all of them
    select
        ticket_key,
        tokens[:25] as words
    from {{ ref('int_text__tokens') }}
),

-- A word of three languages says a third as much for each of them.
stop_words as (
    select
        entry as word,
        language,
        60 // count(*) over (partition by entry) as weight,
        count(*) over (partition by entry) > 1 as is_shared
    from {{ ref('int_text__word_lists') }}
    where list_name = 'stop_word'
),

-- Most texts are English beyond doubt, and a score for each language is ten rows a ticket: first
-- what English has, and what another language could have at most. Only a word of English alone
-- counts more for it.
limits as (
    select
        word,
        max(weight) filter (where language = 'english') as english_weight,
        max(weight) filter (where language <> 'english' or is_shared) as other_weight
    from stop_words
    group by word
),

first_words as (
    select
        ticket_key,
        unnest(words) as word
    from tokens
),

english as (
    select first_words.ticket_key
    from first_words
    inner join limits
        on first_words.word = limits.word
    group by first_words.ticket_key
    having sum(limits.english_weight) > coalesce(sum(limits.other_weight), 0)
),

words as (
    select
        tokens.ticket_key,
        unnest(tokens.words) as word
    from tokens
    anti join english
        on tokens.ticket_key = english.ticket_key
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
        'english' as language
    from english

    union all

    select
        ticket_key,
        arg_max(language, (score, language)) as language
    from scores
    group by ticket_key
    having max(score) >= 60
)

select * from final
