{{ config(materialized='view') }}

with

generic_tickets as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        ticket_key as record_key,
        row_hash,
        created_at as earliest_at,
        greatest(created_at, updated_at, first_responded_at, resolved_at, closed_at) as latest_at,
        reject_reasons
    from {{ ref('stg_generic__tickets').include(database=false) }}
),

generic_events as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        event_key as record_key,
        row_hash,
        occurred_at as earliest_at,
        occurred_at as latest_at,
        reject_reasons
    from {{ ref('stg_generic__ticket_events').include(database=false) }}
),

servicenow_log_updates as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        {{ hash_key(['source_system', 'row_hash']) }} as record_key,
        row_hash,
        least(opened_at, updated_at) as earliest_at,
        greatest(opened_at, updated_at) as latest_at,
        reject_reasons
    from {{ ref('stg_servicenow_log__updates').include(database=false) }}
)

select * from generic_tickets
union all
select * from generic_events
union all
select * from servicenow_log_updates
