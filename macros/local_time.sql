{#- The wall time in a zone at a UTC timestamp. -#}
{% macro local_time(utc_column, time_zone) -%}
    {{ adapter.dispatch('local_time')(utc_column, time_zone) }}
{%- endmacro %}
