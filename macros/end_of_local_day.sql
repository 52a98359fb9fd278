{#- The UTC instant at which a day of the reporting time zone is over. -#}
{% macro end_of_local_day(date_column) -%}
    {{ adapter.dispatch('end_of_local_day')(date_column) }}
{%- endmacro %}
