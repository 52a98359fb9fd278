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

neighbours as (
    select
        ticket_key,
        generate_subscripts(words, 1) as word_position,
        unnest(words) as word_before_3,
        unnest(words[2:]) as word_before_2,
        unnest(words[3:]) as word_before_1,
        unnest(words[4:]) as word,
        unnest(words[5:]) as word_after
    from split
),

words as (
    select distinct unnest(words) as word
    from split
),

-- Every spelling once: what is looked up is the word without the punctuation around it.
spellings as (
    select
        word,
        {{ without_punctuation('word') }} as plain_word
    from words
),

known_spellings as (
    select
        spellings.word,
        spellings.plain_word
    from spellings
    inner join looked_up
        on lower(spellings.plain_word) = looked_up.word
),

final as (
    select
        neighbours.ticket_key,
        neighbours.word_position,
        {{ without_punctuation('neighbours.word_before_3') }} as word_before_3,
        {{ without_punctuation('neighbours.word_before_2') }} as word_before_2,
        {{ without_punctuation('neighbours.word_before_1') }} as word_before_1,
        known_spellings.plain_word as word,
        {{ without_punctuation('neighbours.word_after') }} as word_after
    from neighbours
    inner join known_spellings
        on neighbours.word = known_spellings.word
)

select * from final
