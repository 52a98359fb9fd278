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
    -- an odd number of quotes makes an even number of parts
    where contains(line, '"') and len(string_split(line, '"')) % 2 = 0
    window by_line as (partition by source_file order by row_id)
),

cell_spans as (
    select
        row_id as opening_row_id,
        closing_row_id,
        unnest(range(row_id, closing_row_id + 1)) as row_id
    from odd_lines
    where is_opening and is_closed
),

lines_in_spans as (
    select
        cell_spans.opening_row_id,
        lines.row_id,
        lines.source_file,
        lines.line,
        lines.row_id not in (cell_spans.opening_row_id, cell_spans.closing_row_id) as is_inner
    from lines
    inner join cell_spans on lines.row_id = cell_spans.row_id
),

-- Cells are counted roughly first: few lines of a text have as many commas as a record.
false_spans as (
    select distinct lines_in_spans.opening_row_id
    from lines_in_spans
    inner join headers on lines_in_spans.source_file = headers.source_file
    where
        lines_in_spans.is_inner
        and len(string_split(lines_in_spans.line, '{{ delimiter }}')) >= headers.header_cell_count
        and case
            when regexp_full_match(lines_in_spans.line || '{{ delimiter }}', '(?:{{ cell }}{{ d }})+')
                then len(regexp_extract_all(lines_in_spans.line || '{{ delimiter }}', '{{ cell }}{{ d }}'))
        end = headers.header_cell_count
),

lines_of_cells as (
    select lines_in_spans.*
    from lines_in_spans
    anti join false_spans on lines_in_spans.opening_row_id = false_spans.opening_row_id
),

-- A list is put in order and joined afterwards: string_agg with an order by takes a third more memory.
gathered_lines as (
    select
        opening_row_id as row_id,
        any_value(source_file) as source_file,
        count(*) as line_count,
        count(*) filter (where line is null) as blank_line_count,
        list_sort(list({'row_id': row_id, 'line': coalesce(line, '')})) as numbered_lines
    from lines_of_cells
    group by opening_row_id
),

record_lines as (
    select
        row_id,
        source_file,
        line_count,
        blank_line_count,
        array_to_string(
            list_transform(numbered_lines, lambda numbered_line: numbered_line.line), chr(10)
        ) as record
    from gathered_lines

    union all

    select
        lines.row_id,
        lines.source_file,
        1 as line_count,
        0 as blank_line_count,
        lines.line as record
    from lines
    anti join lines_of_cells on lines.row_id = lines_of_cells.row_id
    where lines.line is not null
),

-- Cut at its quotes, each second part of a record is the inside of a cell.
quoted_parts as (
    select
        *,
        case
            when contains(record, '"') and not contains(record, chr(31))
                then string_split('{{ delimiter }}' || record || '{{ delimiter }}', '"')
        end as parts
    from record_lines
),

-- What is outside begins and ends with a delimiter, or is empty: there two quotes stand for one. The
-- delimiters outside become a control character, to cut the record at; all else is left null.
marked_records as (
    select
        *,
        list_transform(
            list_zip(parts, range(len(parts))),
            lambda part: case
                when part[2] % 2 = 1 then part[1]
                when part[1] = '' then '"'
                when starts_with(part[1], '{{ delimiter }}') and ends_with(part[1], '{{ delimiter }}')
                    then replace(part[1], '{{ delimiter }}', chr(31))
            end
        ) as marked_parts
    from quoted_parts
),

split_records as (
    select
        row_id,
        source_file,
        line_count,
        blank_line_count,
        case
            when not contains(record, '"') then string_split(record, '{{ delimiter }}')
            when len(parts) % 2 = 1 and list_aggregate(marked_parts, 'count') = len(parts)
                then string_split(array_to_string(marked_parts, '')[2:-2], chr(31))
        end as plain_cells,
        case
            when plain_cells is null then list_transform(
                regexp_extract_all(
                    record || '{{ delimiter }}', '("(?:[^"]|"")*"|[^{{ delimiter }}]*){{ d }}', 1
                ),
                lambda raw_cell: case
                    when starts_with(raw_cell, '"') then replace(raw_cell[2:-2], '""', '"') else raw_cell
                end
            )
            else plain_cells
        end as cells,
        case
            when plain_cells is null
                then not regexp_full_match(record || '{{ delimiter }}', '(?:{{ cell }}{{ d }})+')
        end as is_broken
    from marked_records
),

named_cells as (
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
        split_records.cells[headers.{{ name }}_position] as {{ name }}
        {%- endfor %}
    from split_records
    inner join headers on split_records.source_file = headers.source_file
    where split_records.row_id > headers.header_row_id
),

-- To look whether a cell may begin or end with a space, of which Unicode has many, costs far less than to trim.
records as (
    select * replace (
        {%- for name in column_names %}
        nullif(
            case
                when starts_with({{ name }}, ' ') or ends_with({{ name }}, ' ') or strlen({{ name }}) > length({{ name }})
                    then trim({{ name }})
                else {{ name }}
            end, ''
        ) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
    from named_cells
)
{%- endmacro %}
