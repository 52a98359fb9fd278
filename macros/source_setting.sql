{#- One setting of a source in var('ticket_sources'); none where the source or the setting is absent. -#}
{% macro source_setting(source_name, setting) -%}
    {%- do return((var('ticket_sources').get(source_name) or {}).get(setting)) -%}
{%- endmacro %}
