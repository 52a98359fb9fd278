{% macro duckdb__microseconds_between(start_column, end_column) -%}
    epoch_us({{ end_column }}) - epoch_us({{ start_column }})
{%- endmacro %}
