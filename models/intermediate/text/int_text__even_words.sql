{#- Learned stop words: as frequent in one category as in the next, so that they tell nothing. -#}
with

word_counts as (
    select * from {{ ref('int_text__word_counts') }}
    where category is not null
),

counted as (
    select
        word,
        category,
        sum(token_count) as token_count
    from word_counts
    group by word, category
),

categories as (
    select
        category,
        sum(token_count) as token_count
    from counted
    group by category
),

totals as (
    select
        count(*) as category_count,
        sum(token_count) as token_count
    from categories
),

-- At least ten tokens for each category and one in a thousand, else evenness is chance.
frequent as (
    select
        counted.word,
        sum(counted.token_count) as token_count
    from counted
    cross join totals
    group by counted.word, totals.category_count, totals.token_count
    having
        totals.category_count >= 3
        and sum(counted.token_count)
        >= greatest(10 * totals.category_count, totals.token_count / 1000)
),

rates as (
    select
        counted.word,
        cast(counted.token_count / categories.token_count as decimal(18, 12)) as rate
    from counted
    inner join frequent
        on counted.word = frequent.word
    inner join categories
        on counted.category = categories.category
),

shares as (
    select
        word,
        cast(rate / sum(rate) over (partition by word) as double) as portion
    from rates
),

-- Entropy of the word over the categories as a share of the highest there can be. Few tokens look
-- less even than they are: the second term makes up for it (Miller and Madow).
final as (
    select
        shares.word,
        round((
            cast(sum(cast(-shares.portion * ln(shares.portion) as decimal(18, 12))) as double)
            + (totals.category_count - 1) / (2.0 * frequent.token_count)
        ) / ln(totals.category_count), 9) as evenness
    from shares
    inner join frequent
        on shares.word = frequent.word
    cross join totals
    where shares.portion > 0
    group by shares.word, frequent.token_count, totals.category_count
)

select * from final
