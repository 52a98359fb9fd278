{% macro source_time_zone(source_name) -%}
    {%- do return(source_setting(source_name, 'time_zone') or 'UTC') -%}
{%- endmacro %}
