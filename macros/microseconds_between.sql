{% macro microseconds_between(start_column, end_column) -%}
    {{ adapter.dispatch('microseconds_between')(start_column, end_column) }}
{%- endmacro %}
