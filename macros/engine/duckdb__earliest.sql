{% macro duckdb__earliest(value, order_columns) -%}
    min_by({{ value }}, ({{ order_columns | join(', ') }}))
{%- endmacro %}
