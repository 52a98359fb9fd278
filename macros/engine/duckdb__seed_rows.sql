{#- A seed's file as texts. -#}
{% macro duckdb__seed_rows(file) -%}
    from read_csv(
        {{ text_literal(file) }},
        all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', comment = ''
    )
{%- endmacro %}
