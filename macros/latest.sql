{#- The value of a group's last row by some columns, none of them null; rows without the value are passed over. -#}
{% macro latest(value, order_columns) -%}
    {{ adapter.dispatch('latest')(value, order_columns) }}
{%- endmacro %}
