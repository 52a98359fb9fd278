{{ config(materialized='view') }}

with

generic as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        event_key,
        ticket_key,
        event_id,
        event_type,
        actor_type,
        actor_id,
        old_value,
        new_value,
        occurred_at,
        source_order
    from {{ ref('stg_generic__ticket_events').include(database=false) }}
    where reject_reasons is null
),

servicenow_log as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        event_key,
        ticket_key,
        event_id,
        event_type,
        actor_type,
        actor_id,
        old_value,
        new_value,
        occurred_at,
        source_order
    from {{ ref('stg_servicenow_log__ticket_events').include(database=false) }}
)

select * from generic
union all
select * from servicenow_log
