{{ config(materialized='view') }}

with

generic as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        ticket_key,
        ticket_id,
        agent_id,
        requester_id,
        organization_id,
        status,
        priority,
        ticket_type,
        channel,
        category,
        product,
        queue,
        customer_tier,
        country,
        language,
        subject,
        tags,
        is_merged,
        has_reply_times,
        created_at,
        updated_at,
        first_responded_at,
        resolved_at,
        closed_at,
        due_at,
        reopen_count,
        csat_score,
        version_number
    from {{ ref('stg_generic__tickets').include(database=false) }}
    where reject_reasons is null
),

servicenow_log as (
    select
        source_system,
        file_kind,
        row_id,
        source_file,
        ticket_key,
        ticket_id,
        agent_id,
        requester_id,
        organization_id,
        status,
        priority,
        ticket_type,
        channel,
        category,
        product,
        queue,
        customer_tier,
        country,
        language,
        subject,
        tags,
        is_merged,
        has_reply_times,
        created_at,
        updated_at,
        first_responded_at,
        resolved_at,
        closed_at,
        due_at,
        reopen_count,
        csat_score,
        version_number
    from {{ ref('stg_servicenow_log__tickets').include(database=false) }}
)

select * from generic
union all
select * from servicenow_log
