{#- A list of reasons with those added whose condition holds, in order; null where there is none at all. -#}
{% macro with_reasons(reasons, conditions) -%}
    {{ adapter.dispatch('with_reasons')(reasons, conditions) }}
{%- endmacro %}
