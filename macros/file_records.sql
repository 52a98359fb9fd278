{#-
    The records of all files of one source table, to select from: row_id, source_file, source_row_number,
    row_hash, read_error, and each column the source's YAML declares, as text. A unit test's rows stand as they are.
-#}
{% macro file_records(source_relation) -%}
    {%- if not execute or source_relation.is_cte -%}
        {{ source_relation }}
    {%- else -%}
        {%- set table = graph.sources.values()
            | selectattr('source_name', 'equalto', source_relation.schema)
            | selectattr('name', 'equalto', source_relation.identifier) | first -%}
        {{ adapter.dispatch('file_records')(file_groups(table), table.columns.keys() | list) }}
    {%- endif -%}
{%- endmacro %}
