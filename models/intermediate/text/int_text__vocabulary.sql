with

words as (
    select * from {{ ref('int_text__words') }}
),

stems as (
    select * from {{ ref('int_text__stems') }}
),

even_words as (
    select * from {{ ref('int_text__even_words') }}
),

names as (
    select * from {{ ref('int_text__names') }}
),

stop_words as (
    select
        language,
        entry as word
    from {{ ref('int_text__word_lists') }}
    where list_name = 'stop_word'
),

calendar_words as (
    select
        language,
        entry as word
    from {{ ref('int_text__word_lists') }}
    where list_name = 'calendar'
),

valences as (
    select
        entry as word,
        weight as valence
    from {{ ref('int_text__word_lists') }}
    where list_name = 'valence'
),

flagged as (
    select
        words.word,
        words.language,
        stems.stem,
        words.token_count,
        valences.valence,
        stop_words.word is not null as is_stop_word,
        coalesce(even_words.evenness >= 0.95, false) as is_even,
        coalesce(even_words.evenness < 0.9, true) as is_uneven,
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
    left join even_words
        on words.word = even_words.word
    left join calendar_words
        on
            words.word = calendar_words.word
            and words.language = calendar_words.language
    left join names
        on words.word = names.word
    left join valences
        on words.word = valences.word
),

final as (
    select
        word,
        language,
        stem,
        token_count,
        valence,
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
