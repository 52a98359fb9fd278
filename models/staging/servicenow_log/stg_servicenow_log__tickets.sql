-- Grain: one row per update of an incident, as a version of it.
with

updates as (
    select * from {{ ref('stg_servicenow_log__updates') }}
),

final as (
    select
        -- lineage
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        row_hash,
        reject_reasons,
        unread_cells,

        -- identifiers
        {{ hash_key(['source_system', 'incident_id']) }} as ticket_key,
        incident_id as ticket_id,
        agent_id,
        requester_id,
        cast(null as varchar) as organization_id,

        -- attributes
        status,
        priority,
        'incident' as ticket_type,
        channel,
        category,
        subcategory as product,
        queue,
        cast(null as varchar) as customer_tier,
        location as country,
        cast(null as varchar) as language,
        cast(null as varchar) as subject,
        cast(null as varchar) as description,
        cast(null as varchar) as tags,
        false as is_merged,
        false as has_reply_times,

        -- timestamps (UTC)
        opened_at as created_at,
        updated_at,
        cast(null as timestamp) as first_responded_at,
        cast(null as timestamp) as resolved_at,
        cast(null as timestamp) as closed_at,
        cast(null as timestamp) as due_at,

        -- measures
        reopen_count,
        cast(null as varchar) as csat_score,

        -- every update is a version of its incident
        update_number as version_number
    from updates
)

select * from final
