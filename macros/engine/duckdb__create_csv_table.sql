{#- In the place of dbt's own: with the columns in meta.optional_columns, also where the file lacks them. -#}
{% macro duckdb__create_csv_table(model, agate_table) -%}
    {%- set columns = [] -%}
    {%- set types = dict(model.config.column_types, **model.config.meta.get('optional_columns', {})) -%}
    {%- for name, type in types.items() -%}
        {%- do columns.append('"' ~ name ~ '" ' ~ type) -%}
    {%- endfor -%}
    {%- set create_table -%}
        create table {{ this.render() }} ({{ columns | join(', ') }})
    {%- endset -%}
    {%- do run_query(create_table) -%}
    {%- do return(create_table) -%}
{%- endmacro %}
