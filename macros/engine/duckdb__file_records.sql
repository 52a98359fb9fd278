{#-
    One select per group of files. Rows and lines are counted through the group; `offset` leads to those of a
    file. To look whether a cell may begin or end with a space, of which Unicode has many, costs far less than
    to trim it.
-#}
{% macro duckdb__file_records(groups, column_names) -%}
{%- set lineage = 'row_id, source_file, source_row_number, read_error' -%}
{%- set cell = 'columns(* exclude (' ~ lineage ~ '))' -%}
(
    with

    cells as (
        {%- for group in groups %}
        select
            row_number() over () + {{ group.rows_before }} as row_id,
            {{ group.source_file }} as source_file,
            {%- if group.kind == 'parquet' %}
            file_row_number + 2 as source_row_number,
            {%- elif group.is_repaired %}
            cast("(row number)" as bigint) as source_row_number,
            {%- elif group.is_multiline %}
            cast(sum(line_count) over (rows between unbounded preceding and current row) as bigint)
            - line_count + 1 + {{ group.offset }} as source_row_number,
            {%- else %}
            row_number() over () + {{ group.offset }} as source_row_number,
            {%- endif %}
            {{ '"(read error)"' if group.is_repaired else 'cast(null as varchar)' }} as read_error
            {%- for name in column_names %},
            cast({{ group.quoted.get(name | lower | trim, 'null') }} as varchar) as {{ adapter.quote(name) }}
            {%- endfor %}
        from {{ group.reader }}
        {{ 'union all' if not loop.last }}
        {%- else %}
        select
            cast(null as bigint) as row_id,
            cast(null as varchar) as source_file,
            cast(null as bigint) as source_row_number,
            cast(null as varchar) as read_error
            {%- for name in column_names %},
            cast(null as varchar) as {{ adapter.quote(name) }}
            {%- endfor %}
        where false
        {%- endfor %}
    ),

    trimmed as (
        select
            {{ lineage }},
            case
                when {{ cell }} < '!' or ends_with({{ cell }}, ' ') or strlen({{ cell }}) > length({{ cell }})
                    then nullif(trim({{ cell }}), '')
                else {{ cell }}
            end
        from cells
    )

    select
        *,
        hash({% for name in column_names %}{{ adapter.quote(name) }}{{ ', ' if not loop.last }}{% endfor %}) as row_hash
    from trimmed
)
{%- endmacro %}
