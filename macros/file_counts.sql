{#- One row per file: the records in it, counted by line ends and quotes and not by the reader of its rows. -#}
{% macro file_counts() -%}
    select cast(null as varchar) as source_system, cast(null as varchar) as file_kind,
        cast(null as varchar) as source_file, cast(null as bigint) as record_count
    where false
    {%- if execute -%}
        {%- for table in graph.sources.values() %}
            {%- for file in looked_into('checked_files', table) %}
    union all
    select {{ text_literal(table.source_name) }}, {{ text_literal(table.name) }},
        {{ text_literal(file.source_file) }}, {{ file.record_count }}
            {%- endfor %}
        {%- endfor %}
    {%- endif %}
{%- endmacro %}
