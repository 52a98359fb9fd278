{#-
    All terms, numbered: an integer is counted and joined faster than a text. Words come first, then
    by alphabet, so that of two terms with equal figures the lower number goes first.
-#}
with

vocabulary as (
    select * from {{ ref('int_text__vocabulary') }}
),

phrases as (
    select * from {{ ref('int_text__phrases') }}
    where npmi >= 0.4
),

-- What people read: the most common form of the word or phrase.
labels as (
    select
        case when is_term then 'word' else 'stop_word' end as kind,
        stem as term,
        arg_max(word, (token_count, word)) as term_label
    from vocabulary
    where is_term or is_telling_stop_word
    group by case when is_term then 'word' else 'stop_word' end, stem

    union all

    select
        'phrase' as kind,
        term,
        term_label
    from phrases
),

numbered as (
    select
        cast(row_number() over (order by kind desc, term asc) as integer) as term_id,
        kind,
        term,
        term_label
    from labels
),

-- For topics a word and a stop word with the same stem are one.
final as (
    select
        term_id,
        kind,
        term,
        term_label,
        min(term_id) over (partition by term) as stem_id
    from numbered
)

select * from final
