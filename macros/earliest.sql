{#- The value of a group's first row by some columns, none of them null; rows without the value are passed over. -#}
{% macro earliest(value, order_columns) -%}
    {{ adapter.dispatch('earliest')(value, order_columns) }}
{%- endmacro %}
