{#- Runs of two and three words that begin and end with a word of meaning. -#}
with

tokens as (
    select * from {{ ref('int_text__tokens') }}
),

vocabulary as (
    select * from {{ ref('int_text__vocabulary') }}
),

neighbours as (
    select
        unnest(tokens) as word_1,
        unnest(tokens[2:]) as word_2,
        unnest(tokens[3:]) as word_3
    from tokens
),

-- Most runs begin with a stop word: those are not counted.
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

counted as (
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
final as (
    select
        counted.word_1,
        counted.word_2,
        counted.word_3,
        first_word.stem as stem_1,
        second_word.stem as stem_2,
        third_word.stem as stem_3,
        cast(counted.token_count as bigint) as token_count
    from counted
    inner join vocabulary as first_word
        on counted.word_1 = first_word.word
    inner join vocabulary as second_word
        on counted.word_2 = second_word.word
    left join vocabulary as third_word
        on counted.word_3 = third_word.word
    where
        case
            when counted.word_3 is null then second_word.is_term
            else third_word.is_term and (second_word.is_term or second_word.is_stop_word)
        end
)

select * from final
