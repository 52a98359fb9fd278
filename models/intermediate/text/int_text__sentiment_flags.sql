{{ config(materialized='view') }}
{#- What is known of each word of the lexicon in its place, and of the three words before it. -#}
{%- set dampings = {1: 1.0, 2: 0.95, 3: 0.9} -%}
with

hits as (
    select * from {{ ref('int_text__sentiment_hits').include(database=false) }}
),

texts as (
    select * from {{ ref('int_text__texts').include(database=false) }}
),

flags as (
    select
        entry as word,
        max(weight) filter (where list_name = 'valence') as valence,
        max(weight) filter (where list_name = 'booster') as boost,
        coalesce(bool_or(list_name = 'negation'), false) as is_negation
    from {{ ref('int_text__word_lists').include(database=false) }}
    where list_name in ('valence', 'booster', 'negation')
    group by entry
),

final as (
    select
        hits.ticket_key,
        hits.word_position,
        lower(hits.word) as word,
        lower(hits.word_after) as word_after,
        word_flags.valence,
        word_flags.boost is not null
        or (lower(hits.word) = 'kind' and lower(hits.word_after) = 'of') as is_booster,
        after_flags.valence is not null as is_valence_after,
        {% for n, damping in dampings.items() -%}
            lower(hits.word_before_{{ n }}) as word_{{ n }},
            hits.word_before_{{ n }} <> '<s>'
            and flags_{{ n }}.valence is null as is_modifier_{{ n }},
            flags_{{ n }}.boost * {{ damping }} as boost_{{ n }},
            {{ is_capitals('hits.word_before_' ~ n) }} as is_capitals_{{ n }},
            coalesce(flags_{{ n }}.is_negation, false)
            or contains(lower(hits.word_before_{{ n }}), 'n''t') as is_negation_{{ n }},
        {% endfor -%}
        {{ is_capitals('hits.word') }} as is_capitals,
        -- capitals mean something only where not all is written in them
        regexp_matches(texts.message_text, '\p{Ll}|(^|\s)[^\p{L}\s]+(\s|$)') as is_mixed_case
    from hits
    inner join texts
        on hits.ticket_key = texts.ticket_key
    left join flags as word_flags
        on lower(hits.word) = word_flags.word
    left join flags as after_flags
        on lower(hits.word_after) = after_flags.word
    {%- for n in dampings %}
        left join flags as flags_{{ n }}
            on lower(hits.word_before_{{ n }}) = flags_{{ n }}.word
    {%- endfor %}
)

select * from final
