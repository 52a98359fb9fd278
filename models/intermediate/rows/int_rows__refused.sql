with

rows_read as (
    select * from {{ ref('int_rows__read') }}
),

plausible_spans as (
    select * from {{ ref('int_rows__plausible_spans') }}
),

repeated_keys as (
    select
        file_kind,
        record_key
    from rows_read
    where reject_reasons is null
    group by file_kind, record_key
    having count(*) > 1
),

copies as (
    select
        rows_read.source_system,
        rows_read.file_kind,
        rows_read.row_id,
        rows_read.record_key,
        row_number() over (
            partition by rows_read.file_kind, rows_read.record_key, rows_read.row_hash
            order by rows_read.row_id
        ) > 1 as is_copy
    from rows_read
    inner join repeated_keys
        on
            rows_read.file_kind = repeated_keys.file_kind
            and rows_read.record_key = repeated_keys.record_key
    where rows_read.reject_reasons is null
),

-- Versions of a ticket are not settled here: int_tickets__newest chooses among them.
repetitions as (
    select
        source_system,
        file_kind,
        row_id,
        case
            when is_copy then 'duplicate'
            when
                file_kind = 'events'
                and row_id < max(row_id) over (partition by file_kind, record_key, is_copy)
                then 'superseded'
        end as reason
    from copies
),

judged as (
    select
        rows_read.source_system,
        rows_read.file_kind,
        rows_read.row_id,
        rows_read.source_file,
        rows_read.source_row_number,
        list_filter(
            list_concat(
                coalesce(rows_read.reject_reasons, []),
                [
                    case
                        when
                            cast(rows_read.earliest_at as date)
                            < plausible_spans.plausible_from_date
                            or cast(rows_read.latest_at as date) > plausible_spans.plausible_to_date
                            then 'implausible_time'
                    end,
                    repetitions.reason
                ]
            ),
            lambda reason: reason is not null
        ) as reject_reasons
    from rows_read
    left join plausible_spans
        on rows_read.source_system = plausible_spans.source_system
    left join repetitions
        on
            rows_read.source_system = repetitions.source_system
            and rows_read.file_kind = repetitions.file_kind
            and rows_read.row_id = repetitions.row_id
),

final as (
    select * from judged
    where len(reject_reasons) > 0
)

select * from final
