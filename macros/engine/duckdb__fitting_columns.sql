{#-
    Columns of a file that a required column may be called: where that is a time, those that hold times; else those
    that are unique, never empty and short, like an id. Looked for in the first 10,000 rows.
-#}
{% macro duckdb__fitting_columns(file, names, column) -%}
    {%- if file.kind == 'parquet' -%}
        {%- do return([]) -%}
    {%- endif -%}
    {%- set tests = [] -%}
    {%- for name in names -%}
        {%- set place = 'cells[' ~ (file.names.index(name) + 1) ~ ']' -%}
        {%- set is_time = "bool_and(regexp_matches(" ~ place ~ ", '^[0-9]{1,4}[-/. ].*[0-9]:[0-9]|^[0-9]{4}-[0-9]{2}-[0-9]{2}$'))" -%}
        {%- do tests.append(
            "case when " ~ (is_time if column.get('data_type') == 'timestamp' else
            "not coalesce(" ~ is_time ~ ", false) and count(*) = count(distinct nullif(trim(" ~ place ~ "), ''))"
            ~ " and max(length(" ~ place ~ ")) <= 40")
            ~ " then " ~ text_literal(name) ~ " end"
        ) -%}
    {%- endfor -%}
    {%- set found = run_query(
        "select unnest([" ~ (tests | join(', ')) ~ "]) from (select [*columns(*)] as cells from read_csv("
        ~ text_literal(file.source_file) ~ ", delim = " ~ text_literal(file.delimiter)
        ~ ", header = true, all_varchar = true, null_padding = true, ignore_errors = true) limit 10000)"
    ).columns[0].values() -%}
    {%- do return(found | select | list) -%}
{%- endmacro %}
