{#- One row per day from the first to the last, both included. -#}
{% macro days(first_date, last_date) -%}
    {{ adapter.dispatch('days')(first_date, last_date) }}
{%- endmacro %}
