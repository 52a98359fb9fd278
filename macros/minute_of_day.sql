{#- H:MM, HH:MM or HH:MM:00 as minutes since midnight, 24:00 as 1440; null for what is no time. -#}
{% macro minute_of_day(clock_time) -%}
    case
        when regexp_full_match({{ clock_time }}, '[0-9]{1,2}:[0-5][0-9](:00)?')
            then cast(split_part({{ clock_time }}, ':', 1) as integer) * 60 + cast(split_part({{ clock_time }}, ':', 2) as integer)
    end
{%- endmacro %}
