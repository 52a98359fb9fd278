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
{%- set dampers = "('kind of', 'sort of', 'just enough')" -%}
with

flagged as (
    select * from {{ ref('int_text__sentiment_flags') }}
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
                        cast((word_2 || ' ' || word_1 in {{ dampers }}) as integer)
                        + cast((word_3 || ' ' || word_2 in {{ dampers }}) as integer)
                    )
                else 0
            end
        )
        * case when word_1 = 'least' and word_2 not in ('at', 'very') then -0.74 else 1 end
            as valence
    from after_word_3
)

select * from final
