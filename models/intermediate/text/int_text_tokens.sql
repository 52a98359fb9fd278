-- Grain: one row per ticket, with its tokens in a list and the language they tell.
with

texts as (
    select * from {{ ref('int_texts') }}
),

word_lists as (
    select * from {{ ref('int_text_word_lists') }}
),

-- Few texts hold the curly apostrophe: looking for it costs less than replacing it.
straight as (
    select
        ticket_key,
        case
            when contains(message_text, '’') then replace(message_text, '’', '''')
            else message_text
        end as message_text
    from texts
),

-- A word starts with a letter; scripts that do not space their words give one token per character.
-- A mark that ends a clause stays in as a token, so that no phrase reaches across it.
tokens as (
    select
        ticket_key,
        regexp_extract_all(
            lower(message_text),
            '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]'
            || '|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:''\p{L}+)?|[.,;:!?()\n]'
        ) as tokens
    from straight
),

-- A word of three languages says a third as much for each of them.
stop_words as (
    select
        entry as word,
        language,
        60 // count(*) over (partition by entry) as weight,
        count(*) over (partition by entry) > 1 as is_shared
    from word_lists
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

-- The first words tell the language as well as all of them.
first_words as (
    select
        ticket_key,
        unnest(tokens[:25]) as word
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

words_in_doubt as (
    select
        tokens.ticket_key,
        unnest(tokens.tokens[:25]) as word
    from tokens
    anti join english
        on tokens.ticket_key = english.ticket_key
),

scores as (
    select
        words_in_doubt.ticket_key,
        stop_words.language,
        sum(stop_words.weight) as score
    from words_in_doubt
    inner join stop_words
        on words_in_doubt.word = stop_words.word
    group by words_in_doubt.ticket_key, stop_words.language
),

languages as (
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
),

final as (
    select
        tokens.ticket_key,
        languages.language,
        tokens.tokens
    from tokens
    left join languages
        on tokens.ticket_key = languages.ticket_key
)

select * from final
