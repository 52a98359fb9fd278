{#- CTEs that end in `records`: the lines of a base model as the rows of its source. -#}
{% macro csv_records(lines_relation, source_relation) -%}
    {{ adapter.dispatch('csv_records')(
        lines_relation,
        source_columns(source_relation),
        source_setting(source_relation.schema, 'delimiter') or ','
    ) }}
{%- endmacro %}
