{#- HH:MM as minutes since midnight, 24:00 as 1440; null for what is no time. -#}
{% macro minute_of_day(clock_time) -%}
    try_cast(split_part({{ clock_time }}, ':', 1) as integer) * 60 + try_cast(split_part({{ clock_time }}, ':', 2) as integer)
{%- endmacro %}
