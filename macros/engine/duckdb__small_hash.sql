{% macro duckdb__small_hash(expression) -%}
    cast(hash({{ expression }}) >> 32 as bigint)
{%- endmacro %}
