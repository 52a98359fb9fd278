{#- The files of one source table as physical lines; nothing where the project does not read that source. -#}
{% macro file_lines(source_relation) -%}
    {%- set pattern = source_setting(source_relation.schema, source_relation.identifier) -%}
    {%- if execute and pattern is not none and not files_matching(pattern) -%}
        {%- set pattern = none -%}
    {%- endif -%}
    {{ adapter.dispatch('file_lines')(pattern) }}
{%- endmacro %}
