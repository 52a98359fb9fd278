{#- 32 bits of a fast hash as bigint. Not for keys that outlive the build: another engine version may hash otherwise. -#}
{% macro small_hash(expression) -%}
    {{ adapter.dispatch('small_hash')(expression) }}
{%- endmacro %}
