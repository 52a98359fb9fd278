with

texts as (
    select * from {{ ref('int_text__texts') }}
),

-- Few texts hold the curly apostrophe: looking for it costs less than replacing it.
straight as (
    select
        ticket_key,
        case
            when contains(message_text, '’') then replace(message_text, '’', '''')
            else message_text
        end as message_text
    from texts
),

-- A word starts with a letter; scripts that do not space their words give one token per character.
-- A mark that ends a clause stays in as a token, so that no phrase reaches across it.
final as (
    select
        ticket_key,
        regexp_extract_all(
            lower(message_text),
            '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]'
            || '|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:''\p{L}+)?|[.,;:!?()\n]'
        ) as tokens
    from straight
)

select * from final
