-- R8: rows of one id are versions of one ticket; where they were created at different times, the id
-- is not unique.
{{ config(severity='warn') }}

with

older_versions as (
    select
        source_system,
        ticket_key,
        created_at
    from {{ ref('int_ticket_versions') }}
    where not is_newest and (reject_reasons is null or list_contains(reject_reasons, 'superseded'))
),

tickets as (
    select
        ticket_key,
        ticket_id,
        created_at
    from {{ ref('int_ticket_versions') }}
    where is_newest
),

told_twice as (
    select
        older_versions.source_system,
        count(distinct tickets.ticket_id) as ticket_count,
        min(tickets.ticket_id) as ticket_id
    from older_versions
    inner join tickets
        on older_versions.ticket_key = tickets.ticket_key
    where older_versions.created_at <> tickets.created_at
    group by older_versions.source_system
)

select
    concat(
        source_system, ': ', ticket_count, ' ticket ids, like ', ticket_id,
        ', stand in rows created at different times. Only the newest row counts: ',
        'is ticket_id unique?'
    ) as sentence
from told_twice
