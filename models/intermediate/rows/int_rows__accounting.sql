with

rows_read as (
    select * from {{ ref('int_rows__read') }}
),

rejected as (
    select * from {{ ref('int_rows__rejected') }}
),

tickets as (
    select * from {{ ref('int_tickets__accepted') }}
    where file_kind = 'tickets'
),

events as (
    select * from {{ ref('int_ticket_events__checked') }}
    where reject_reason is null
),

read_counts as (
    select
        source_system,
        file_kind,
        source_file,
        count(*) as read_row_count
    from rows_read
    group by source_system, file_kind, source_file
),

rejected_counts as (
    select
        source_system,
        file_kind,
        source_file,
        count(*) as rejected_row_count
    from rejected
    group by source_system, file_kind, source_file
),

-- Counted where the rows went, not as what is left over: the law compares the two.
accepted_counts as (
    select
        source_system,
        file_kind,
        source_file,
        count(*) as accepted_row_count
    from tickets
    group by source_system, file_kind, source_file

    union all

    select
        source_system,
        file_kind,
        source_file,
        count(distinct row_id) as accepted_row_count
    from events
    group by source_system, file_kind, source_file
),

final as (
    select
        read_counts.source_system,
        read_counts.file_kind,
        read_counts.source_file,
        read_counts.read_row_count,
        coalesce(accepted_counts.accepted_row_count, 0) as accepted_row_count,
        coalesce(rejected_counts.rejected_row_count, 0) as rejected_row_count
    from read_counts
    left join accepted_counts
        on
            read_counts.source_system = accepted_counts.source_system
            and read_counts.file_kind = accepted_counts.file_kind
            and read_counts.source_file = accepted_counts.source_file
    left join rejected_counts
        on
            read_counts.source_system = rejected_counts.source_system
            and read_counts.file_kind = rejected_counts.file_kind
            and read_counts.source_file = rejected_counts.source_file
)

select * from final
