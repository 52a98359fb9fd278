-- Grain: one row per term, a word or phrase that can be in tickets.
with

tokens as (
    select * from {{ ref('int_text_tokens') }}
),

vocabulary as (
    select * from {{ ref('int_text_vocabulary') }}
),

neighbours as (
    select
        unnest(tokens) as word_1,
        unnest(tokens[2:]) as word_2,
        unnest(tokens[3:]) as word_3
    from tokens
),

-- Most runs of words begin with a stop word: those are not counted.
runs as (
    select
        neighbours.word_1,
        neighbours.word_2,
        neighbours.word_3,
        count(*) as token_count
    from neighbours
    inner join vocabulary
        on neighbours.word_1 = vocabulary.word
    where vocabulary.is_term
    group by neighbours.word_1, neighbours.word_2, neighbours.word_3
),

runs_of_two_or_three as (
    select
        word_1,
        word_2,
        cast(null as varchar) as word_3,
        sum(token_count) as token_count
    from runs
    group by word_1, word_2

    union all

    select
        word_1,
        word_2,
        word_3,
        token_count
    from runs
    where word_3 is not null
),

-- Inside three words a stop word may stand, as in "point of sale"; a mark between clauses is in no
-- vocabulary.
ngrams as (
    select
        concat_ws(' ', runs.word_1, runs.word_2, runs.word_3) as form,
        first_word.stem as stem_1,
        second_word.stem as stem_2,
        third_word.stem as stem_3,
        runs.token_count
    from runs_of_two_or_three as runs
    inner join vocabulary as first_word
        on runs.word_1 = first_word.word
    inner join vocabulary as second_word
        on runs.word_2 = second_word.word
    left join vocabulary as third_word
        on runs.word_3 = third_word.word
    where
        case
            when runs.word_3 is null then second_word.is_term
            else third_word.is_term and (second_word.is_term or second_word.is_stop_word)
        end
),

runs_of_stems as (
    select
        stem_1,
        stem_2,
        stem_3,
        case when stem_3 is null then 2 else 3 end as word_count,
        sum(token_count) as token_count,
        list(form order by token_count desc, form desc) as forms
    from ngrams
    group by stem_1, stem_2, stem_3
    having sum(token_count) >= 5
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

measured as (
    select
        concat_ws(' ', runs.stem_1, runs.stem_2, runs.stem_3) as term,
        runs.forms,
        runs.word_count,
        ln(runs.token_count / totals.token_count) as log_probability,
        ln(first_stem.probability)
        + ln(second_stem.probability)
        + coalesce(ln(third_stem.probability), 0) as log_probability_by_chance
    from runs_of_stems as runs
    inner join stems as first_stem
        on runs.stem_1 = first_stem.stem
    inner join stems as second_stem
        on runs.stem_2 = second_stem.stem
    left join stems as third_stem
        on runs.stem_3 = third_stem.stem
    cross join totals
),

-- From -1 (never together) over 0 (by chance) to 1 (never apart), for two words and for three.
phrases as (
    select
        term,
        forms,
        (log_probability - log_probability_by_chance)
        / (-(word_count - 1) * log_probability) as npmi
    from measured
    where log_probability < 0
),

terms as (
    select
        case when is_term then 'word' else 'stop_word' end as kind,
        stem as term,
        list(word order by token_count desc, word desc) as forms,
        cast(null as double) as npmi
    from vocabulary
    where is_term or is_telling_stop_word
    group by case when is_term then 'word' else 'stop_word' end, stem

    union all

    select
        'phrase' as kind,
        term,
        forms,
        npmi
    from phrases
    where npmi >= 0.4
),

-- An integer is counted and joined faster than a text. Words come first, then by alphabet, so that
-- of two terms with equal figures the lower number goes first.
numbered as (
    select
        cast(row_number() over (order by kind desc, term asc) as integer) as term_id,
        kind,
        term,
        forms,
        npmi
    from terms
),

-- People read the most common form. For topics a word and a stop word with the same stem are one.
final as (
    select
        term_id,
        kind,
        term,
        forms[1] as term_label,
        min(term_id) over (partition by term) as stem_id,
        forms,
        npmi
    from numbered
)

select * from final
