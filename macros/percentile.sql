{#- Continuous percentile of a column; null where there is no value. -#}
{% macro percentile(column, fraction) -%}
    {{ adapter.dispatch('percentile')(column, fraction) }}
{%- endmacro %}
