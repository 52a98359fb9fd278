with

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

vocabulary as (
    select * from {{ ref('int_text__vocabulary') }}
),

phrases as (
    select * from {{ ref('int_text__phrases') }}
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

counted as (
    select
        kind,
        term,
        count(*) as ticket_count
    from ticket_terms
    group by kind, term
),

final as (
    select
        counted.kind,
        counted.term,
        labels.term_label,
        counted.ticket_count
    from counted
    inner join labels
        on
            counted.kind = labels.kind
            and counted.term = labels.term
)

select * from final
