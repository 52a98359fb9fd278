with

tokens as (
    select * from {{ ref('int_text__tokens') }}
),

vocabulary as (
    select * from {{ ref('int_text__vocabulary') }}
    where is_term or is_telling_stop_word
),

phrases as (
    select * from {{ ref('int_text__phrases') }}
    where npmi >= 0.4
),

phrase_forms as (
    select
        ngrams.word_1,
        ngrams.word_2,
        ngrams.word_3,
        phrases.term
    from {{ ref('int_text__ngrams') }} as ngrams
    inner join phrases
        on concat_ws(' ', ngrams.stem_1, ngrams.stem_2, ngrams.stem_3) = phrases.term
),

words as (
    select
        ticket_key,
        unnest(tokens) as word
    from tokens
),

neighbours as (
    select
        ticket_key,
        unnest(tokens) as word_1,
        unnest(tokens[2:]) as word_2,
        unnest(tokens[3:]) as word_3
    from tokens
),

word_terms as (
    select
        words.ticket_key,
        case when vocabulary.is_term then 'word' else 'stop_word' end as kind,
        vocabulary.stem as term
    from words
    inner join vocabulary
        on words.word = vocabulary.word
),

phrase_terms as (
    select
        neighbours.ticket_key,
        'phrase' as kind,
        phrase_forms.term
    from neighbours
    inner join phrase_forms
        on
            neighbours.word_1 = phrase_forms.word_1
            and neighbours.word_2 = phrase_forms.word_2
            and (phrase_forms.word_3 is null or neighbours.word_3 = phrase_forms.word_3)
),

final as (
    select distinct * from word_terms
    union all
    select distinct * from phrase_terms
)

select * from final
