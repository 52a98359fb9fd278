{{ config(materialized='view') }}
{#- The words of a text as VADER splits it: at spaces, emoji in words, as the customer spells. -#}
with

texts as (
    select * from {{ ref('int_text__texts').include(database=false) }}
),

languages as (
    select * from {{ ref('int_text__languages').include(database=false) }}
    where language <> 'english'
),

word_lists as (
    select * from {{ ref('int_text__word_lists').include(database=false) }}
),

emojis as (
    select
        entry as emoji,
        wording
    from word_lists
    where list_name = 'emoji'
),

-- The lexicon is English; a German "die" is not the death of anybody.
english_texts as (
    select
        texts.ticket_key,
        texts.message_text
    from texts
    anti join languages
        on texts.ticket_key = languages.ticket_key
    where texts.message_text <> chr(10)
),

-- Letters, quotation marks, dashes and the euro sign are no emoji. Most texts have as many bytes as
-- characters, so nothing of the kind.
characters as (
    select
        ticket_key,
        unnest(regexp_extract_all(message_text, '(?s).')) as letter,
        generate_subscripts(regexp_extract_all(message_text, '(?s).'), 1) as word_position
    from english_texts
    where
        strlen(message_text) > length(message_text)
        and regexp_matches(message_text, '[^\x00-\x{203b}€]')
),

emojis_in_words as (
    select
        characters.ticket_key,
        string_agg(
            coalesce(' ' || emojis.wording, characters.letter), '' order by characters.word_position
        )
            as message_text
    from characters
    left join emojis
        on characters.letter = emojis.emoji
    group by characters.ticket_key
),

worded as (
    select
        english_texts.ticket_key,
        coalesce(emojis_in_words.message_text, english_texts.message_text) as message_text
    from english_texts
    left join emojis_in_words
        on english_texts.ticket_key = emojis_in_words.ticket_key
),

-- Line ends are in every text, other white space in few: looking for it costs less than replacing.
spaced as (
    select
        ticket_key,
        case
            when
                contains(message_text, chr(9))
                or contains(message_text, chr(13))
                or contains(message_text, chr(160))
                then translate(message_text, chr(9) || chr(10) || chr(13) || chr(160), '    ')
            else replace(message_text, chr(10), ' ')
        end as message_text
    from worded
),

-- Three places before the text begins, so that each word has three before it. So short a word keeps
-- its brackets when the punctuation is taken off.
final as (
    select
        ticket_key,
        list_filter(
            string_split('<s> <s> <s> ' || message_text, ' '),
            lambda word: word <> ''
        ) as words
    from spaced
)

select * from final
