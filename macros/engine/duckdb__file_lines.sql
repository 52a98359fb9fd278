{#-
    Physical lines, in the order of the files and of the lines in them; a blank line is null. A reader
    that follows quotes swallows every row behind a quote that is never closed; lines cannot be lost.
    Parquet rows are written as CSV lines below a header line.
-#}
{% macro duckdb__file_lines(pattern) -%}
    {%- if pattern is none -%}
        select cast(null as varchar) as source_file, cast(null as varchar) as line where false
    {%- elif pattern.endswith('.parquet') -%}
        {%- set parquet_files -%}
            read_parquet({{ text_literal(pattern) }}, filename = true, union_by_name = true)
        {%- endset -%}
        with
        names as (
            select array_to_string(list(column_name), ',') as line
            from (describe select * exclude (filename) from {{ parquet_files }})
        ),
        cells as (
            select columns(*)::varchar from {{ parquet_files }}
        )
        select file as source_file, names.line from glob({{ text_literal(pattern) }}) cross join names
        union all
        select
            filename as source_file,
            array_to_string(
                list_transform(
                    list_value(*columns(* exclude (filename))),
                    lambda cell: case
                        when contains(cell, ',') or contains(cell, '"') or contains(cell, chr(10))
                            then '"' || replace(cell, '"', '""') || '"'
                        else coalesce(cell, '')
                    end
                ),
                ','
            ) as line
        from cells
    {%- else -%}
        select
            filename as source_file,
            line
        from read_csv(
            {{ text_literal(pattern) }},
            columns = {'line': 'varchar'}, header = false, auto_detect = false, filename = true,
            delim = e'\x01\x02\x03\x04', quote = '', escape = '', comment = '',
            strict_mode = false, max_line_size = 16777216
        )
    {%- endif -%}
{%- endmacro %}
