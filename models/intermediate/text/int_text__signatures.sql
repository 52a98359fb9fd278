{#-
    Minhash: of 36 shuffles of all words, the first word of the ticket in each. Two tickets agree in
    a shuffle as often as their words overlap (Jaccard). Twelve bands of three: at an overlap of 0.7
    at least one band agrees in 99.3 of 100 pairs. The multipliers are odd, so that each is a
    shuffle of the 32-bit numbers.

    Parities: each word belongs to one of 64 bits, which tells whether an odd number of its words
    are in the ticket. Where two tickets differ in a bit, one has a word there that the other lacks.
-#}
{%- set bands = 12 -%}
{%- set rows_in_band = 3 -%}
{%- set multipliers = [] -%}
{%- for number in range(bands * rows_in_band) -%}
    {%- set mixed = 2654435761 * (2 * number + 1) + 2796524307 * number * number -%}
    {%- do multipliers.append(mixed % 2147483648 // 2 * 2 + 1) -%}
{%- endfor -%}
with

word_sets as (
    select * from {{ ref('int_text__word_sets') }}
),

words as (
    select
        ticket_number,
        unnest(word_set) as word_hash
    from word_sets
),

shuffled as (
    select
        {%- for multiplier in multipliers %}
            min((word_hash * {{ multiplier }}) & 4294967295) as first_{{ loop.index0 }},
        {%- endfor %}
        bit_xor(cast(1 as ubigint) << cast(word_hash & 63 as ubigint)) as parities,
        count(*) as word_count,
        ticket_number
    from words
    group by ticket_number
),

final as (
    select
        ticket_number,
        list_value(
            {%- for band in range(bands) %}
                {%- set first = rows_in_band * band %}
                {%- set firsts = 'first_%s, first_%s, first_%s' % (first, first + 1, first + 2) %}
                {{ small_hash('[' ~ band ~ ', ' ~ firsts ~ ']') }}
                {{- ',' if not loop.last }}
            {%- endfor %}
        ) as buckets,
        parities,
        word_count
    from shuffled
)

select * from final
