{% macro check_time_zone(var_name, time_zone) -%}
    {%- if not adapter.dispatch('is_time_zone')(time_zone) -%}
        {{ exceptions.raise_compiler_error(
            "var " ~ var_name ~ " is " ~ time_zone ~ ": write a zone of the IANA list, like Europe/Berlin or UTC."
        ) }}
    {%- endif -%}
{%- endmacro %}
