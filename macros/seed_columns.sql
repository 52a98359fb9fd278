{#-
    Columns of a seed with their types: those its file needs (column_types), then those it may lack
    (meta.optional_columns). Its table has all of them; one that the file lacks is null.
-#}
{% macro seed_columns(seed) -%}
    {%- set columns = dict(seed.config.column_types) -%}
    {%- do columns.update((seed.config.get('meta') or {}).get('optional_columns') or {}) -%}
    {%- do return(columns) -%}
{%- endmacro %}
