{#- The word of a list that is written most like another one; none where none is at least so like it. -#}
{% macro duckdb__closest_word(word, words, least=0) -%}
    {%- set listed = [] -%}
    {%- for candidate in words -%}
        {%- do listed.append(text_literal(candidate)) -%}
    {%- endfor -%}
    {%- do return(run_query(
        'select name from unnest([' ~ (listed | join(', ')) ~ ']) as names(name) '
        ~ 'where jaro_winkler_similarity(name, ' ~ text_literal(word) ~ ') >= ' ~ least ~ ' '
        ~ 'order by contains(name, ' ~ text_literal(word) ~ ') desc, jaro_winkler_similarity(name, ' ~ text_literal(word) ~ ') desc, name limit 1'
    ).columns[0].values() | first) -%}
{%- endmacro %}
