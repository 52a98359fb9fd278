-- Grain: one row per word, with what is known about it.
with

words as (
    select * from {{ ref('int_text_words') }}
),

stems as (
    select * from {{ ref('int_text_stems') }}
),

texts as (
    select * from {{ ref('int_texts') }}
),

stop_words as (
    select
        language,
        entry as word
    from {{ ref('int_text_word_lists') }}
    where list_name = 'stop_word'
),

calendar_words as (
    select
        language,
        entry as word
    from {{ ref('int_text_word_lists') }}
    where list_name = 'calendar'
),

-- Where people sign; the line with the closing words is none with a name.
signed as (
    select
        unnest(
            regexp_extract_all(
                lower(regexp_replace(signature, '^\s*[^\n]*', '')),
                '[\p{L}\p{M}]+'
            )
        ) as word
    from texts
    where signature <> ''
),

counted as (
    select
        word,
        count(*) as signature_count
    from signed
    group by word
),

-- "Team" stands below some mails and in many more: a name of a person is found below them often,
-- for what it is found at all.
names as (
    select counted.word
    from counted
    inner join words
        on counted.word = words.word
    where
        counted.signature_count >= 2
        and counted.signature_count >= words.token_count * 0.2
),

flagged as (
    select
        words.word,
        words.language,
        stems.stem,
        words.token_count,
        stop_words.word is not null as is_stop_word,
        coalesce(words.evenness >= 0.95, false) as is_even,
        coalesce(words.evenness < 0.9, true) as is_uneven,
        names.word is not null as is_name,
        calendar_words.word is not null as is_calendar_word,
        regexp_matches(words.word, '^[a-z]$') as is_letter
    from words
    inner join stems
        on words.word = stems.word
    left join stop_words
        on
            words.word = stop_words.word
            and words.language = stop_words.language
    left join calendar_words
        on
            words.word = calendar_words.word
            and words.language = calendar_words.language
    left join names
        on words.word = names.word
),

final as (
    select
        word,
        language,
        stem,
        token_count,
        is_stop_word,
        is_even,
        is_name,
        is_calendar_word,
        is_letter,
        not(is_stop_word or is_even or is_name or is_calendar_word or is_letter) as is_term,
        -- "who" and "how" tell one category from another all the same; kept apart from the words
        -- for reading
        is_stop_word and is_uneven and not is_letter as is_telling_stop_word
    from flagged
)

select * from final
