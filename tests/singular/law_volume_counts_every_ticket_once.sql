-- Created counts add up to the tickets; resolved counts to the tickets resolved and not merged
-- (rule L8).
with

volume as (
    select
        sum(created_count) as created_count,
        sum(resolved_count) as resolved_count
    from {{ ref('kpi_ticket_volume_daily') }}
),

tickets as (
    select
        count(*) as ticket_count,
        count(*) filter (where resolved_at is not null and not is_merged) as resolved_ticket_count
    from {{ ref('fct_tickets') }}
)

select
    volume.*,
    tickets.*
from volume
cross join tickets
where
    volume.created_count <> tickets.ticket_count
    or volume.resolved_count <> tickets.resolved_ticket_count
