{#- The word of a list that is written most like another one. -#}
{% macro duckdb__closest_word(word, words) -%}
    {%- set listed = [] -%}
    {%- for candidate in words -%}
        {%- do listed.append(text_literal(candidate)) -%}
    {%- endfor -%}
    {%- do return(run_query(
        'select name from unnest([' ~ (listed | join(', ')) ~ ']) as names(name) '
        ~ 'order by jaro_winkler_similarity(name, ' ~ text_literal(word) ~ ') desc, name limit 1'
    ).columns[0].values()[0]) -%}
{%- endmacro %}
