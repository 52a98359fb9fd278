{#-
    What a function of scripts/reading/plugin.py says of the files of a source table: checked_files, one entry a
    file, or file_groups, one a select. Files are looked into once a run.
-#}
{% macro looked_into(function_name, table) -%}
    {%- set pattern = source_setting(table.source_name, table.name) -%}
    {%- set delimiter = source_setting(table.source_name, 'delimiter') or ',' -%}
    {%- do return(
        [] if pattern is none else fromjson(run_query(
            'select ' ~ function_name ~ '(' ~ text_literal(pattern) ~ ', ' ~ text_literal(delimiter) ~ ')'
        ).columns[0].values()[0])
    ) -%}
{%- endmacro %}
