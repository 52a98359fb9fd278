{#- A written time as a UTC timestamp; times without an offset are read in the source's zone. Null if unreadable. -#}
{% macro utc_timestamp(text_column, source_name, time_format=none) -%}
    {{ adapter.dispatch('utc_timestamp')(text_column, source_time_zone(source_name), time_format) }}
{%- endmacro %}
