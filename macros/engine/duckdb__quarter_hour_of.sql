{% macro duckdb__quarter_hour_of(instant) -%}
    time_bucket(interval 15 minutes, {{ instant }})
{%- endmacro %}
