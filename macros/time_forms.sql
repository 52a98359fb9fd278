{#-
    What the values of a source table's time columns say of their form: formats by column, and undecided, those that
    can be read in more than one way.
-#}
{% macro time_forms(table) -%}
    {%- set pattern = source_setting(table.source_name, table.name) -%}
    {%- set columns = table.columns.values() | selectattr('data_type', 'equalto', 'timestamp') | map(attribute='name') | list -%}
    {%- do return(
        {'formats': {}, 'undecided': []} if pattern is none or not columns else fromjson(run_query(
            'select time_forms(' ~ text_literal(pattern) ~ ', '
            ~ text_literal(source_setting(table.source_name, 'delimiter') or ',') ~ ', '
            ~ text_literal(columns | join(',')) ~ ', '
            ~ text_literal(source_setting(table.source_name, 'date_order') or '') ~ ')'
        ).columns[0].values()[0])
    ) -%}
{%- endmacro %}
