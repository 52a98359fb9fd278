{% macro duckdb__quarter_hours(from_column, to_column) -%}
    unnest(range({{ from_column }}, {{ to_column }}, interval 15 minutes))
{%- endmacro %}
