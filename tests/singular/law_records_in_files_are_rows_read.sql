-- R3: the records of each file, counted anew by its line ends and quotes, are the rows read.
with

file_counts as (
    {{ file_counts() }}
),

accounting as (
    select * from {{ ref('fct_row_accounting') }}
)

select
    file_counts.source_system,
    file_counts.file_kind,
    file_counts.source_file,
    file_counts.record_count,
    accounting.read_row_count
from file_counts
left join accounting
    on
        file_counts.source_system = accounting.source_system
        and file_counts.file_kind = accounting.file_kind
        and file_counts.source_file = accounting.source_file
where file_counts.record_count <> coalesce(accounting.read_row_count, 0)
