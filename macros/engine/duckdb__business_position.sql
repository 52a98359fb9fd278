{% macro duckdb__business_position(instant, slots) -%}
    {{ slots }}.open_minutes_before * 60000000
    + case when {{ slots }}.is_open then epoch_us({{ instant }}) - epoch_us({{ slots }}.slot_start) else 0 end
{%- endmacro %}
