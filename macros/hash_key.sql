{% macro hash_key(columns) -%}
    {{ adapter.dispatch('hash_key')(columns) }}
{%- endmacro %}
