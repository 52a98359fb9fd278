{#- In the place of dbt's own: with the optional columns that the file lacks. -#}
{% macro duckdb__create_csv_table(model, agate_table) -%}
    {%- set columns = [] -%}
    {%- for name, type in seed_columns(model).items() -%}
        {%- do columns.append('"' ~ name ~ '" ' ~ type) -%}
    {%- endfor -%}
    {%- set create_table -%}
        create table {{ this.render() }} ({{ columns | join(', ') }})
    {%- endset -%}
    {%- do run_query(create_table) -%}
    {%- do return(create_table) -%}
{%- endmacro %}
