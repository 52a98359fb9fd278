{% macro duckdb__instant_of_position(position, slots) -%}
    {{ slots }}.slot_start + to_microseconds({{ position }} - {{ slots }}.open_minutes_before * 60000000)
{%- endmacro %}
