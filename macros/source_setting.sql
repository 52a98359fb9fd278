{#- One setting of a source in var('ticket_sources'); none where the source or the setting is absent. -#}
{% macro source_setting(source_name, setting) -%}
    {%- set sources = var('ticket_sources') -%}
    {%- set settings = sources.get(source_name) if sources is mapping else none -%}
    {%- set value = settings.get(setting) if settings is mapping else none -%}
    {%- if value is string and value.startswith('data/raw/') and is_sample() -%}
        {%- set value = value.replace('data/raw/', 'data/sample/', 1) -%}
    {%- endif -%}
    {%- do return(value) -%}
{%- endmacro %}
