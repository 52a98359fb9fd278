-- B4: opening + created + reopened + transferred in - resolved - transferred out = closing; a day
-- opens as the last closed.
with

flows as (
    select
        *,
        lag(closing_count, 1, 0) over (
            partition by source_system, queue, priority order by backlog_date
        ) as previous_closing_count
    from {{ ref('fct_backlog_flow_daily') }}
)

select *
from flows
where
    closing_count <> opening_count + created_count + reopened_count + transferred_in_count
    - resolved_count - transferred_out_count
    or opening_count <> previous_closing_count
    or closing_count < 0
