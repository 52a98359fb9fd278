{#-
    Runs of words that stand together more often than chance would have it: normalised pointwise
    mutual information.
-#}
with

ngrams as (
    select * from {{ ref('int_text__ngrams') }}
),

vocabulary as (
    select * from {{ ref('int_text__vocabulary') }}
),

totals as (
    select sum(token_count) as token_count from vocabulary
),

stems as (
    select
        vocabulary.stem,
        sum(vocabulary.token_count) / any_value(totals.token_count) as probability
    from vocabulary
    cross join totals
    group by vocabulary.stem
),

phrases as (
    select
        stem_1,
        stem_2,
        stem_3,
        concat_ws(' ', stem_1, stem_2, stem_3) as term,
        arg_max(concat_ws(' ', word_1, word_2, word_3), (token_count, word_1, word_2, word_3))
            as term_label,
        case when stem_3 is null then 2 else 3 end as word_count,
        cast(sum(token_count) as bigint) as token_count
    from ngrams
    group by stem_1, stem_2, stem_3
    having sum(token_count) >= 5
),

measured as (
    select
        phrases.term,
        phrases.term_label,
        phrases.word_count,
        phrases.token_count,
        ln(phrases.token_count / totals.token_count) as log_probability,
        ln(first_stem.probability)
        + ln(second_stem.probability)
        + coalesce(ln(third_stem.probability), 0) as log_probability_by_chance
    from phrases
    inner join stems as first_stem
        on phrases.stem_1 = first_stem.stem
    inner join stems as second_stem
        on phrases.stem_2 = second_stem.stem
    left join stems as third_stem
        on phrases.stem_3 = third_stem.stem
    cross join totals
),

-- From -1 (never together) over 0 (by chance) to 1 (never apart), for two words and for three.
final as (
    select
        term,
        term_label,
        word_count,
        token_count,
        (log_probability - log_probability_by_chance)
        / (-(word_count - 1) * log_probability) as npmi
    from measured
    where log_probability < 0
)

select * from final
