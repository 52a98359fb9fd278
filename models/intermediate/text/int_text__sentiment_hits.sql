{#-
    Words of the VADER lexicon with the three words before them and the one behind, in the
    customer's spelling.
-#}
with

split as (
    select * from {{ ref('int_text__sentiment_words') }}
),

word_lists as (
    select * from {{ ref('int_text__word_lists') }}
),

looked_up as (
    select entry as word from word_lists
    where list_name = 'valence'
    union all
    select 'but' as word
),

words as (
    select
        ticket_key,
        unnest(words) as word,
        generate_subscripts(words, 1) as word_position
    from split
),

-- Every spelling once: what is looked up is the word without the punctuation around it.
distinct_words as (
    select distinct unnest(words) as word
    from split
),

spellings as (
    select
        word,
        {{ without_punctuation('word') }} as plain_word
    from distinct_words
),

known_spellings as (
    select
        spellings.word,
        spellings.plain_word
    from spellings
    inner join looked_up
        on lower(spellings.plain_word) = looked_up.word
),

known_words as (
    select
        words.ticket_key,
        words.word_position,
        known_spellings.plain_word
    from words
    inner join known_spellings
        on words.word = known_spellings.word
),

-- Positions count from the first word of the text, behind the three places.
neighbours as (
    select
        known_words.ticket_key,
        known_words.word_position - 3 as word_position,
        split.words[known_words.word_position - 3] as word_before_3,
        split.words[known_words.word_position - 2] as word_before_2,
        split.words[known_words.word_position - 1] as word_before_1,
        known_words.plain_word as word,
        split.words[known_words.word_position + 1] as word_after
    from known_words
    inner join split
        on known_words.ticket_key = split.ticket_key
),

final as (
    select
        neighbours.ticket_key,
        neighbours.word_position,
        before_3.plain_word as word_before_3,
        before_2.plain_word as word_before_2,
        before_1.plain_word as word_before_1,
        neighbours.word,
        after_1.plain_word as word_after
    from neighbours
    inner join spellings as before_3
        on neighbours.word_before_3 = before_3.word
    inner join spellings as before_2
        on neighbours.word_before_2 = before_2.word
    inner join spellings as before_1
        on neighbours.word_before_1 = before_1.word
    left join spellings as after_1
        on neighbours.word_after = after_1.word
)

select * from final
