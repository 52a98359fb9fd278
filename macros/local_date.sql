{#- The day of a UTC timestamp in the reporting time zone. -#}
{% macro local_date(utc_column) -%}
    {%- if var('reporting_time_zone') == 'UTC' -%}
        cast({{ utc_column }} as date)
    {%- else -%}
        cast({{ local_time(utc_column, text_literal(var('reporting_time_zone'))) }} as date)
    {%- endif -%}
{%- endmacro %}
