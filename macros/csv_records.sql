{#- CTEs that end in `records`: the lines of a base model as rows with these columns, null where the file has none. -#}
{% macro csv_records(lines_relation, source_name, column_names) -%}
    {{ adapter.dispatch('csv_records')(
        lines_relation, column_names, source_setting(source_name, 'delimiter') or ','
    ) }}
{%- endmacro %}
