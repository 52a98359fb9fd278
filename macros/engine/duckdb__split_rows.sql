{% macro duckdb__split_rows(text_column, separator) -%}
    unnest(string_split({{ text_column }}, '{{ separator }}'))
{%- endmacro %}
