with

rejected as (
    select * from {{ ref('int_rows__rejected') }}
),

rejected_lines as (
    select
        source_system,
        file_kind,
        row_id,
        unnest(range(row_id, row_id + line_count)) as line_id
    from rejected
),

raw_lines as (
    select
        'generic' as source_system,
        'tickets' as file_kind,
        rowid as line_id,
        line
    from {{ ref('base_generic__ticket_lines') }}

    union all

    select
        'generic' as source_system,
        'events' as file_kind,
        rowid as line_id,
        line
    from {{ ref('base_generic__event_lines') }}

    union all

    select
        'servicenow_log' as source_system,
        'events' as file_kind,
        rowid as line_id,
        line
    from {{ ref('base_servicenow_log__update_lines') }}
),

final as (
    select
        rejected_lines.source_system,
        rejected_lines.file_kind,
        rejected_lines.row_id,
        string_agg(coalesce(raw_lines.line, ''), chr(10) order by raw_lines.line_id) as raw_row
    from rejected_lines
    inner join raw_lines
        on
            rejected_lines.source_system = raw_lines.source_system
            and rejected_lines.file_kind = raw_lines.file_kind
            and rejected_lines.line_id = raw_lines.line_id
    group by rejected_lines.source_system, rejected_lines.file_kind, rejected_lines.row_id
)

select * from final
