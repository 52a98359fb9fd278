-- Created counts add up to the tickets in scope; resolved counts to those resolved and not merged,
-- of which each was resolved at least as often (rules L1, L8).
with

volume as (
    select
        sum(created_count) as created_count,
        sum(resolved_count) as resolved_count,
        sum(resolution_made_count) as resolution_made_count
    from {{ ref('kpi_ticket_volume_daily') }}
),

tickets as (
    select
        count(*) as ticket_count,
        count(*) filter (where resolved_at is not null and not is_merged) as resolved_ticket_count
    from {{ ref('fct_tickets') }}
    where is_in_scope
)

select
    volume.*,
    tickets.*
from volume
cross join tickets
where
    volume.created_count <> tickets.ticket_count
    or volume.resolved_count <> tickets.resolved_ticket_count
    or volume.resolution_made_count < volume.resolved_count
