{#- In the place of dbt's own: into the columns that the file has. -#}
{% macro duckdb__load_csv_rows(model, agate_table) -%}
    {%- set load -%}
        copy {{ this.render() }} ("{{ agate_table.column_names | join('", "') }}")
        from {{ text_literal(adapter.get_seed_file_path(model)) }} (format csv, header true, delimiter ',')
    {%- endset -%}
    {%- do run_query(load) -%}
    {%- do return(load) -%}
{%- endmacro %}
