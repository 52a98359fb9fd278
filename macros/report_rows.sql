{#- Ends a build with one line per file read, and one per word that value_map does not know. -#}
{% macro report_rows(results) -%}
    {%- set relations = {} -%}
    {%- for result in results if result.node.relation_name -%}
        {%- do relations.update({result.node.name: result.node.relation_name}) -%}
    {%- endfor -%}
    {%- if execute and 'int_rows__accounting' in relations and 'int_value_map__unmapped' in relations -%}
        {%- for row in run_query('select * from ' ~ relations['int_rows__accounting'] ~ ' order by all').rows -%}
            {{ print(
                row.source_file ~ ": " ~ row.read_row_count ~ " rows read = " ~ row.accepted_row_count
                ~ " accepted + " ~ row.rejected_row_count ~ " rejected"
            ) }}
        {%- endfor -%}
        {%- for row in run_query('select * from ' ~ relations['int_value_map__unmapped'] ~ ' order by all').rows -%}
            {{ print(
                "Warning: " ~ row.source_system ~ " " ~ row.field ~ " '" ~ row.raw_value ~ "' (" ~ row.row_count
                ~ " times) is not in seeds/reference/value_map.csv; it counts as unknown"
            ) }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
