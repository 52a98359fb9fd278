{#-
    VADER's rules on each word of the lexicon: capitals, then the three words before it one after
    the other.
-#}
{%- set steps = [
    {'n': 1, 'damping': 1.0, 'praise': 'false', 'doubt': 'false'},
    {
        'n': 2, 'damping': 0.95,
        'praise': "word_2 = 'never' and word_1 in ('so', 'this')",
        'doubt': "word_2 = 'without' and word_1 = 'doubt'",
    },
    {
        'n': 3, 'damping': 0.9,
        'praise': "word_3 = 'never' and word_2 in ('so', 'this') or word_1 in ('so', 'this')",
        'doubt': "word_3 = 'without' and 'doubt' in (word_2, word_1)",
    },
] -%}
with

hits as (
    select * from {{ ref('int_text__sentiment_hits') }}
),

texts as (
    select * from {{ ref('int_text__texts') }}
),

flags as (
    select
        entry as word,
        max(weight) filter (where list_name = 'valence') as valence,
        max(weight) filter (where list_name = 'booster') as boost,
        coalesce(bool_or(list_name = 'negation'), false) as is_negation
    from {{ ref('int_text__word_lists') }}
    where list_name in ('valence', 'booster', 'negation')
    group by entry
),

flagged as (
    select
        hits.ticket_key,
        hits.word_position,
        lower(hits.word) as word,
        lower(hits.word_after) as word_after,
        word_flags.valence,
        word_flags.boost is not null
        or (lower(hits.word) = 'kind' and lower(hits.word_after) = 'of') as is_booster,
        after_flags.valence is not null as is_valence_after,
        {% for step in steps -%}
            lower(hits.word_before_{{ step.n }}) as word_{{ step.n }},
            hits.word_before_{{ step.n }} <> '<start>'
            and flags_{{ step.n }}.valence is null as is_modifier_{{ step.n }},
            flags_{{ step.n }}.boost * {{ step.damping }} as boost_{{ step.n }},
            {{ is_capitals('hits.word_before_' ~ step.n) }} as is_capitals_{{ step.n }},
            coalesce(flags_{{ step.n }}.is_negation, false)
            or contains(lower(hits.word_before_{{ step.n }}), 'n''t') as is_negation_{{ step.n }},
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
    {%- for step in steps %}
        left join flags as flags_{{ step.n }}
            on lower(hits.word_before_{{ step.n }}) = flags_{{ step.n }}.word
    {%- endfor %}
),

-- "No" turns the word behind it and then has no valence of its own.
after_no as (
    select
        *,
        case
            when
                word_1 = 'no' or word_2 = 'no' or (word_3 = 'no' and word_1 in ('or', 'nor'))
                then valence * -0.74
            when word = 'no' and is_valence_after then 0
            else valence
        end as plain_valence
    from flagged
    where not is_booster and valence is not null
),

after_word_0 as (
    select
        *,
        plain_valence
        + case
            when is_capitals and is_mixed_case then 0.733 * {{ direction('plain_valence') }} else 0
        end as valence_0
    from after_no
),

{% for step in steps -%}
    {%- set before = 'valence_' ~ (step.n - 1) -%}
    boosted_{{ step.n }} as (
        select
            *,
            {{ before }} + case
                when is_modifier_{{ step.n }} and boost_{{ step.n }} is not null
                    then
                        boost_{{ step.n }} * case when {{ before }} < 0 then -1 else 1 end
                        + case
                            when is_capitals_{{ step.n }} and is_mixed_case
                                then 0.733 * {{ step.damping }} * {{ direction(before) }}
                            else 0
                        end
                else 0
            end as boosted_valence_{{ step.n }}
        from after_word_{{ step.n - 1 }}
    ),

    after_word_{{ step.n }} as (
        select
            *,
            boosted_valence_{{ step.n }} * case
                when not is_modifier_{{ step.n }} then 1
                when {{ step.praise }} then 1.25
                when {{ step.doubt }} then 1
                when is_negation_{{ step.n }} then -0.74
                else 1
            end as valence_{{ step.n }}
        from boosted_{{ step.n }}
    ),

{% endfor -%}

final as (
    select
        ticket_key,
        word_position,
        word,
        (
            valence_3
            - case
                when is_modifier_3
                    then 0.293 * (
                        cast((word_2 in ('kind', 'sort') and word_1 = 'of') as integer)
                        + cast((word_3 in ('kind', 'sort') and word_2 = 'of') as integer)
                    )
                else 0
            end
        )
        * case when word_1 = 'least' and word_2 not in ('at', 'very') then -0.74 else 1 end
            as valence
    from after_word_3
)

select * from final
