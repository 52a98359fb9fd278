{#-
    The forms, as strptime takes them, in which a source's column holds times that are not ISO: decided by all of its
    values, or by the source's setting date_order (rule T6). Empty where all are ISO, and in a unit test, which knows no files.
-#}
{% macro time_formats(source_name, column_name) -%}
    {%- set formats = [] -%}
    {%- if execute -%}
        {%- for table in graph.get('sources', {}).values() if table.source_name == source_name and column_name in table.columns -%}
            {%- do formats.extend(time_forms(table).formats.get(column_name, [])) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- do return(formats) -%}
{%- endmacro %}
