-- Grain: one row per rejected row of a file: its text.
with

rejected as (
    select
        source_system,
        file_kind,
        row_id
    from {{ ref('int_ticket_versions') }}
    where file_kind = 'tickets' and reject_reasons is not null

    union all

    select
        source_system,
        file_kind,
        row_id
    from {{ ref('int_event_records') }}
    where is_file_row and reject_reasons is not null
),

line_counts as (
    select source_system, file_kind, row_id, line_count from {{ ref('stg_generic__tickets') }}
    union all
    select source_system, file_kind, row_id, line_count from {{ ref('stg_generic__ticket_events') }}
    union all
    select source_system, file_kind, row_id, line_count from {{ ref('stg_servicenow_log__updates') }}
),

rejected_lines as (
    select
        rejected.source_system,
        rejected.file_kind,
        rejected.row_id,
        unnest(range(rejected.row_id, rejected.row_id + line_counts.line_count)) as line_id
    from rejected
    inner join line_counts using (source_system, file_kind, row_id)
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
