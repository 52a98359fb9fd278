{#-
    CTEs that end in `records`: one row per CSV record with row_id (its first line), source_row_number (that
    line in its file), line_count, blank_line_count, row_hash, read_error and the wanted columns as text, found by the header
    of the record's own file: null where the cell is empty or the file has no such column.

    A line with an even number of quotes is a record of its own. One with an odd number opens a cell that
    goes on in the next lines, if the next odd line closes it and none of the lines between is a record
    itself; else its quote is broken, and only that line is refused.
-#}
{% macro duckdb__csv_records(lines_relation, column_names, delimiter) -%}
{%- set d = delimiter | replace('|', '[|]') -%}
{%- set cell = '(?:"(?:[^"]|"")*"|(?:[^"' ~ delimiter ~ '][^' ~ delimiter ~ ']*)?)' -%}
lines as (
    select
        rowid as row_id,
        source_file,
        line
    from {{ lines_relation }}
),

header_lines as (
    select
        source_file,
        min(row_id) as header_row_id,
        list_transform(
            string_split(arg_min(line, row_id), '{{ delimiter }}'),
            lambda name: lower(trim(trim(name), '"'))
        ) as header
    from lines
    group by source_file
),

headers as (
    select
        source_file,
        header_row_id,
        len(header) as header_cell_count
        {%- for name in column_names %},
        list_position(header, '{{ name }}') as {{ name }}_position
        {%- endfor %}
    from header_lines
),

odd_lines as (
    select
        row_id,
        source_file,
        regexp_full_match(line, '(?:{{ cell }}{{ d }})*"(?:[^"]|"")*') as is_opening,
        lead(row_id) over by_line as closing_row_id,
        lead(regexp_full_match(line, '(?:[^"]|"")*"(?:{{ d }}{{ cell }})*')) over by_line as is_closed
    from lines
    where contains(line, '"') and (length(line) - length(replace(line, '"', ''))) % 2 = 1
    window by_line as (partition by source_file order by row_id)
),

cell_spans as (
    select
        row_id as opening_row_id,
        closing_row_id
    from odd_lines
    where is_opening and is_closed
),

lines_in_spans as (
    select
        cell_spans.opening_row_id,
        lines.row_id,
        lines.source_file,
        lines.line,
        lines.row_id not in (cell_spans.opening_row_id, cell_spans.closing_row_id) as is_inner,
        -- null where the line's quotes are not in order
        case
            when regexp_full_match(lines.line || '{{ delimiter }}', '(?:{{ cell }}{{ d }})+')
                then len(regexp_extract_all(lines.line || '{{ delimiter }}', '{{ cell }}{{ d }}'))
        end as cell_count
    from lines
    asof inner join cell_spans on lines.row_id >= cell_spans.opening_row_id
    where lines.row_id <= cell_spans.closing_row_id
),

spanning_records as (
    select
        lines_in_spans.opening_row_id as row_id,
        any_value(lines_in_spans.source_file) as source_file,
        count(*) as line_count,
        count(*) filter (where lines_in_spans.line is null) as blank_line_count,
        max(lines_in_spans.row_id) as last_row_id,
        string_agg(coalesce(lines_in_spans.line, ''), chr(10) order by lines_in_spans.row_id) as record
    from lines_in_spans
    inner join headers on lines_in_spans.source_file = headers.source_file
    group by lines_in_spans.opening_row_id
    having not coalesce(
        bool_or(lines_in_spans.cell_count = headers.header_cell_count) filter (where lines_in_spans.is_inner), false
    )
),

record_lines as (
    select
        row_id,
        source_file,
        line_count,
        blank_line_count,
        record
    from spanning_records

    union all

    select
        lines.row_id,
        lines.source_file,
        1 as line_count,
        0 as blank_line_count,
        lines.line as record
    from lines
    asof left join spanning_records on lines.row_id >= spanning_records.row_id
    where
        lines.line is not null
        and (spanning_records.row_id is null or lines.row_id > spanning_records.last_row_id)
),

split_records as (
    select
        row_id,
        source_file,
        line_count,
        blank_line_count,
        case
            when not contains(record, '"') then string_split(record, '{{ delimiter }}')
            else list_transform(
                regexp_extract_all(
                    record || '{{ delimiter }}', '("(?:[^"]|"")*"|[^{{ delimiter }}]*){{ d }}', 1
                ),
                lambda raw_cell: case
                    when starts_with(raw_cell, '"') then replace(raw_cell[2:-2], '""', '"') else raw_cell
                end
            )
        end as cells,
        contains(record, '"')
        and not regexp_full_match(record || '{{ delimiter }}', '(?:{{ cell }}{{ d }})+') as is_broken
    from record_lines
),

records as (
    select
        split_records.row_id,
        split_records.source_file,
        split_records.row_id - headers.header_row_id + 1 as source_row_number,
        split_records.line_count,
        split_records.blank_line_count,
        hash(split_records.cells) as row_hash,
        case
            when split_records.is_broken then 'broken_quote'
            when len(split_records.cells) > headers.header_cell_count then 'too_many_columns'
            when len(split_records.cells) < headers.header_cell_count then 'too_few_columns'
        end as read_error
        {%- for name in column_names %},
        nullif(trim(split_records.cells[headers.{{ name }}_position]), '') as {{ name }}
        {%- endfor %}
    from split_records
    inner join headers on split_records.source_file = headers.source_file
    where split_records.row_id > headers.header_row_id
)
{%- endmacro %}
