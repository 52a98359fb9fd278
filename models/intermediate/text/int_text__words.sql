with

word_counts as (
    select * from {{ ref('int_text__word_counts') }}
),

by_language as (
    select
        word,
        language,
        cast(sum(token_count) as bigint) as token_count
    from word_counts
    group by word, language
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

-- A word seen only where no language was told is one of the most common language.
final as (
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
)

select * from final
