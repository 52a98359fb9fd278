with

tokens as (
    select * from {{ ref('int_text__tokens') }}
),

vocabulary as (
    select * from {{ ref('int_text__vocabulary') }}
    where is_term or is_telling_stop_word
),

ngrams as (
    select * from {{ ref('int_text__ngrams') }}
),

terms as (
    select * from {{ ref('int_text__terms') }}
),

word_forms as (
    select
        vocabulary.word,
        terms.term_id
    from vocabulary
    inner join terms
        on
            case when vocabulary.is_term then 'word' else 'stop_word' end = terms.kind
            and vocabulary.stem = terms.term
),

phrase_forms as (
    select
        ngrams.word_1,
        ngrams.word_2,
        ngrams.word_3,
        terms.term_id
    from ngrams
    inner join terms
        on
            terms.kind = 'phrase'
            and concat_ws(' ', ngrams.stem_1, ngrams.stem_2, ngrams.stem_3) = terms.term
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
        word_forms.term_id
    from words
    inner join word_forms
        on words.word = word_forms.word
),

phrase_terms as (
    select
        neighbours.ticket_key,
        phrase_forms.term_id
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
