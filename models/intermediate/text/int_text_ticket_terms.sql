-- Grain: one row per ticket and term it contains, however often.
with

tokens as (
    select * from {{ ref('int_text_tokens') }}
),

terms as (
    select * from {{ ref('int_text_terms') }}
),

word_forms as (
    select
        term_id,
        unnest(forms) as word
    from terms
    where kind in ('word', 'stop_word')
),

phrase_forms as (
    select
        term_id,
        unnest(forms) as form
    from terms
    where kind = 'phrase'
),

split_forms as (
    select
        term_id,
        string_split(form, ' ') as words
    from phrase_forms
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
        split_forms.term_id
    from neighbours
    inner join split_forms
        on
            neighbours.word_1 = split_forms.words[1]
            and neighbours.word_2 = split_forms.words[2]
            and (split_forms.words[3] is null or neighbours.word_3 = split_forms.words[3])
),

final as (
    select distinct * from word_terms
    union all
    select distinct * from phrase_terms
)

select * from final
