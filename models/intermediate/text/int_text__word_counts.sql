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

cells as (
    select
        messages.category,
        languages.language,
        {{ hash_key(['messages.category', 'languages.language']) }} as cell_key,
        tokens.tokens
    from tokens
    inner join messages
        on tokens.ticket_key = messages.ticket_key
    left join languages
        on tokens.ticket_key = languages.ticket_key
),

words as (
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
    from words
    group by word, cell_key
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
