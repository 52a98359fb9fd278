-- Grain: one row per cell of an accepted row that could not be read and counts as null (rule R6).
with

versions as (
    select * from {{ ref('int_ticket_versions') }}
    where unread_cells is not null and file_kind = 'tickets' and is_newest
),

event_records as (
    select * from {{ ref('int_event_records') }}
    where unread_cells is not null and is_file_row and reject_reasons is null
),

cells as (
    select
        source_system,
        file_kind,
        source_file,
        source_row_number,
        unnest(unread_cells) as unread_cell
    from versions

    union all

    select
        source_system,
        file_kind,
        source_file,
        source_row_number,
        unnest(unread_cells) as unread_cell
    from event_records
),

final as (
    select
        -- key
        source_system,
        file_kind,
        source_file,
        source_row_number,
        split_part(unread_cell, '=', 1) as column_name,

        -- what stands there
        substr(unread_cell, strpos(unread_cell, '=') + 1) as cell
    from cells
)

select * from final
