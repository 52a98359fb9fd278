{% macro duckdb__end_of_local_day(date_column) -%}
    timezone('UTC', timezone({{ text_literal(var('reporting_time_zone')) }}, cast({{ date_column }} + 1 as timestamp)))
{%- endmacro %}
