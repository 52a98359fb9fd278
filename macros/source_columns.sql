{#- Names of the documented columns of a source table. -#}
{% macro source_columns(source_relation) -%}
    {%- if not execute -%}{%- do return([]) -%}{%- endif -%}
    {%- set nodes = graph.sources.values()
        | selectattr('source_name', 'equalto', source_relation.schema)
        | selectattr('name', 'equalto', source_relation.identifier) | list -%}
    {%- do return(nodes[0].columns.keys() | list) -%}
{%- endmacro %}
