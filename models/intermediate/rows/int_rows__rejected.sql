with

rows_read as (
    select * from {{ ref('int_rows__read') }}
),

refused as (
    select * from {{ ref('int_rows__refused') }}
),

ticket_versions as (
    select * from {{ ref('int_tickets__unioned') }}
),

newest as (
    select * from {{ ref('int_tickets__newest') }}
),

events as (
    select * from {{ ref('int_ticket_events__checked') }}
),

superseded as (
    select
        ticket_versions.source_system,
        ticket_versions.file_kind,
        ticket_versions.row_id,
        case
            when ticket_versions.updated_at > {{ given_as_of() }} then ['after_as_of']
            else ['superseded']
        end as reject_reasons
    from ticket_versions
    anti join newest
        on
            ticket_versions.ticket_key = newest.ticket_key
            and ticket_versions.row_id = newest.row_id
    anti join refused
        on
            ticket_versions.source_system = refused.source_system
            and ticket_versions.file_kind = refused.file_kind
            and ticket_versions.row_id = refused.row_id
    -- Updates in a log are versions too, but they live on as events.
    where ticket_versions.file_kind = 'tickets'
),

stray_events as (
    select
        source_system,
        file_kind,
        row_id,
        list(distinct reject_reason order by reject_reason) as reject_reasons
    from events
    where reject_reason is not null
    group by source_system, file_kind, row_id
),

rejected as (
    select
        source_system,
        file_kind,
        row_id,
        reject_reasons
    from refused
    union all
    select
        source_system,
        file_kind,
        row_id,
        reject_reasons
    from superseded
    union all
    select
        source_system,
        file_kind,
        row_id,
        reject_reasons
    from stray_events
),

final as (
    select
        rows_read.source_system,
        rows_read.file_kind,
        rows_read.row_id,
        rows_read.source_file,
        rows_read.source_row_number,
        rejected.reject_reasons
    from rejected
    inner join rows_read
        on
            rejected.source_system = rows_read.source_system
            and rejected.file_kind = rows_read.file_kind
            and rejected.row_id = rows_read.row_id
)

select * from final
