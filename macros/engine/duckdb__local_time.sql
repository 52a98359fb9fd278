{% macro duckdb__local_time(utc_column, time_zone) -%}
    timezone({{ time_zone }}, timezone('UTC', {{ utc_column }}))
{%- endmacro %}
