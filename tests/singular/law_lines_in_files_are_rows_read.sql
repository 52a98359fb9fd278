-- R3: the lines of each file, counted anew, are its header, its blank lines and the lines of its
-- rows.
with

file_lines as (
    ({{ file_lines(source('generic', 'tickets')) }})
    union all
    ({{ file_lines(source('generic', 'events')) }})
    union all
    ({{ file_lines(source('servicenow_log', 'events')) }})
),

rows_read as (
    select source_file, line_count, blank_line_count from {{ ref('stg_generic__tickets') }}
    union all
    select source_file, line_count, blank_line_count from {{ ref('stg_generic__ticket_events') }}
    union all
    select source_file, line_count, blank_line_count from {{ ref('stg_servicenow_log__updates') }}
),

line_counts as (
    select
        source_file,
        count(line) - 1 as line_count
    from file_lines
    group by source_file
),

row_line_counts as (
    select
        source_file,
        sum(line_count - blank_line_count) as line_count
    from rows_read
    group by source_file
)

select
    line_counts.source_file,
    line_counts.line_count as lines_in_file,
    row_line_counts.line_count as lines_in_rows
from line_counts
left join row_line_counts
    on line_counts.source_file = row_line_counts.source_file
where line_counts.line_count <> coalesce(row_line_counts.line_count, 0)
