{% macro duckdb__latest(value, order_columns) -%}
    max_by({{ value }}, ({{ order_columns | join(', ') }}))
{%- endmacro %}
