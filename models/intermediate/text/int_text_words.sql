-- Grain: one row per word that customers write.
with

texts as (
    select * from {{ ref('int_texts') }}
),

tokens as (
    select * from {{ ref('int_text_tokens') }}
),

cells as (
    select
        texts.category,
        tokens.language,
        {{ hash_key(['texts.category', 'tokens.language']) }} as cell_key,
        tokens.tokens
    from tokens
    inner join texts
        on tokens.ticket_key = texts.ticket_key
),

written as (
    select
        cell_key,
        category,
        language,
        unnest(tokens) as word
    from cells
),

-- By a number, which groups faster than two texts; all its rows have the same texts.
counted as (
    select
        word,
        any_value(category) as category,
        any_value(language) as language,
        count(*) as token_count
    from written
    group by word, cell_key
),

-- Neither marks nor ids and hashes are words.
word_counts as (
    select * from counted
    where
        length(word) <= 30
        and regexp_matches(word, '\p{L}')
        and not regexp_matches(word, '[0-9].*[0-9].*[0-9].*[0-9]')
),

languages as (
    select
        language,
        sum(token_count) as token_count
    from word_counts
    where language is not null
    group by language
),

most_common as (
    select arg_max(language, (token_count, language)) as language from languages
),

by_language as (
    select
        word,
        language,
        sum(token_count) as token_count
    from word_counts
    group by word, language
),

-- A word seen only where no language was told is one of the most common language.
words as (
    select
        by_language.word,
        coalesce(
            arg_max(by_language.language, (by_language.token_count, by_language.language)),
            any_value(most_common.language)
        ) as language,
        cast(sum(by_language.token_count) as bigint) as token_count
    from by_language
    cross join most_common
    group by by_language.word
),

by_category as (
    select
        word,
        category,
        sum(token_count) as token_count
    from word_counts
    where category is not null
    group by word, category
),

categories as (
    select
        category,
        sum(token_count) as token_count
    from by_category
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
        by_category.word,
        sum(by_category.token_count) as token_count
    from by_category
    cross join totals
    group by by_category.word, totals.category_count, totals.token_count
    having
        totals.category_count >= 3
        and sum(by_category.token_count)
        >= greatest(10 * totals.category_count, totals.token_count / 1000)
),

rates as (
    select
        by_category.word,
        cast(by_category.token_count / categories.token_count as decimal(18, 12)) as rate
    from by_category
    inner join frequent
        on by_category.word = frequent.word
    inner join categories
        on by_category.category = categories.category
),

shares as (
    select
        word,
        cast(rate / sum(rate) over (partition by word) as double) as portion
    from rates
),

-- Entropy of the word over the categories as a share of the highest there can be. Few tokens look
-- less even than they are: the second term makes up for it (Miller and Madow).
evenness as (
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
),

final as (
    select
        words.word,
        words.language,
        words.token_count,
        evenness.evenness
    from words
    left join evenness
        on words.word = evenness.word
)

select * from final
