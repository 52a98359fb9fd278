-- R8: of each file's rows, copies and older versions apart, at least min_accepted_share are
-- accepted, and of the tickets' files at least one row.
with

rejected_rows as (
    select
        source_system,
        file_kind,
        source_file,
        source_row_number,
        raw_row,
        list_filter(
            reject_reasons,
            lambda reason: reason not in ('duplicate', 'superseded', 'after_as_of')
        )[1] as reason
    from {{ ref('fct_rejected_rows') }}
),

unread_cells as (
    select
        source_file,
        source_row_number,
        unread_cells
    from {{ ref('int_ticket_versions') }}
    where reject_reasons is not null

    union all

    select
        source_file,
        source_row_number,
        unread_cells
    from {{ ref('int_event_records') }}
    where reject_reasons is not null and is_file_row
),

reasons as (
    select
        rejected_rows.source_system,
        rejected_rows.file_kind,
        rejected_rows.source_file,
        rejected_rows.reason,
        count(*) as row_count,
        -- the cell that the reason is about, else the row
        min_by(
            concat('''', left(coalesce(
                replace(
                    list_filter(
                        unread_cells.unread_cells,
                        lambda text: split_part(text, '=', 1)  -- noqa: RF02
                        = replace(rejected_rows.reason, 'invalid_', '')
                    )[1],
                    replace(rejected_rows.reason, 'invalid_', '') || '=',
                    ''
                ),
                rejected_rows.raw_row
            ), 60), ''''),
            rejected_rows.source_row_number,
            3
        ) as examples
    from rejected_rows
    left join unread_cells
        on
            rejected_rows.source_file = unread_cells.source_file
            and rejected_rows.source_row_number = unread_cells.source_row_number
    where rejected_rows.reason is not null
    group by
        rejected_rows.source_system, rejected_rows.file_kind, rejected_rows.source_file,
        rejected_rows.reason
),

refused as (
    select
        source_system,
        file_kind,
        source_file,
        sum(row_count) as refused_count,
        max_by(reason, (row_count, reason)) as commonest_reason,
        max_by(row_count, (row_count, reason)) as commonest_count,
        max_by(examples, (row_count, reason)) as examples
    from reasons
    group by source_system, file_kind, source_file
),

tickets as (
    select count(*) as ticket_count from {{ ref('fct_tickets') }}
),

files as (
    select
        *,
        sum(accepted_row_count) over (partition by file_kind) as accepted_of_kind
    from {{ ref('fct_row_accounting') }}
)

select
    concat(
        files.source_file, ': ', coalesce(refused.refused_count, 0), ' of ', files.read_row_count,
        ' rows are refused, most of them (', coalesce(refused.commonest_count, 0), ') as ',
        coalesce(refused.commonest_reason, 'copies'), ', like ',
        coalesce(array_to_string(refused.examples, ', '), 'nothing'), '. ',
        case
            when refused.commonest_reason in ('invalid_created_at', 'invalid_occurred_at')
                then concat(
                    'Write times like 2026-12-31 18:30:00; where only the order of day and ',
                    'month is open, state ticket_sources.', files.source_system,
                    '.date_order: dmy or mdy.'
                )
            when refused.commonest_reason like 'missing%'
                then 'The column is empty there: export it, or rename the one that is meant.'
            when refused.commonest_reason = 'unknown_ticket'
                then 'Their tickets are not in the tickets'' file: export both of the same days.'
            when refused.commonest_reason = 'implausible_time'
                then 'Their times lie far from all others: see DECISIONS.md, T2.'
            when refused.commonest_reason = 'before_ticket_created'
                then 'Look at the time zones of both files.'
            else 'Export the file again.'
        end,
        ' Or take fewer rows: var min_accepted_share (now {{ var('min_accepted_share') }}).'
    ) as sentence
from files
left join refused
    on
        files.source_system = refused.source_system
        and files.file_kind = refused.file_kind
        and files.source_file = refused.source_file
where
    coalesce(refused.refused_count, 0) > 0
    and (
        files.accepted_row_count
        < {{ var('min_accepted_share') }} * (files.accepted_row_count + refused.refused_count)
        or files.file_kind = 'tickets' and files.accepted_of_kind = 0
    )

union all

select 'There is no ticket in the files: nothing is published.' as sentence
from tickets
where ticket_count = 0
