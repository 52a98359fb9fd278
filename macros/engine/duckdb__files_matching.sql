{% macro duckdb__files_matching(pattern) -%}
    {%- do return(
        run_query('select file from glob(' ~ text_literal(pattern) ~ ') order by file').columns[0].values() | list
    ) -%}
{%- endmacro %}
