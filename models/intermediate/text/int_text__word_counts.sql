with

messages as (
    select * from {{ ref('int_text__messages') }}
),

tokens as (
    select * from {{ ref('int_text__tokens') }}
),

languages as (
    select * from {{ ref('int_text__languages') }}
),

words as (
    select
        messages.category,
        languages.language,
        unnest(tokens.tokens) as word
    from tokens
    inner join messages
        on tokens.ticket_key = messages.ticket_key
    left join languages
        on tokens.ticket_key = languages.ticket_key
),

counted as (
    select
        word,
        category,
        language,
        count(*) as token_count
    from words
    group by word, category, language
),

-- Neither marks nor ids and hashes are words.
final as (
    select
        word,
        category,
        language,
        token_count
    from counted
    where
        length(word) <= 30
        and regexp_matches(word, '\p{L}')
        and not regexp_matches(word, '[0-9].*[0-9].*[0-9].*[0-9]')
)

select * from final
