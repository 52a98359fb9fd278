{#- Names of people, learned from where people sign. -#}
with

signatures as (
    select signature
    from {{ ref('int_text__texts') }}
    where signature <> ''
),

words as (
    select * from {{ ref('int_text__words') }}
),

-- The line with the closing words is none with a name.
signed as (
    select
        unnest(
            regexp_extract_all(
                lower(regexp_replace(signature, '^\s*[^\n]*', '')),
                '[\p{L}\p{M}]+'
            )
        ) as word
    from signatures
),

counted as (
    select
        word,
        count(*) as signature_count
    from signed
    group by word
),

-- "Team" stands below some mails and in many more: a name is found below them often, for what it is
-- found at all.
final as (
    select
        counted.word,
        counted.signature_count
    from counted
    left join words
        on counted.word = words.word
    where
        counted.signature_count >= 2
        and counted.signature_count >= coalesce(words.token_count, 0) * 0.2
)

select * from final
