with

versions as (
    select * from {{ ref('int_tickets__unioned') }}
),

newest as (
    select * from {{ ref('int_tickets__newest') }}
),

value_map as (
    select * from {{ ref('int_value_map__resolved') }}
),

final as (
    select
        -- lineage
        versions.source_system,
        versions.file_kind,
        versions.row_id,
        versions.source_file,

        -- identifiers
        versions.ticket_key,
        versions.ticket_id,
        versions.agent_id,
        versions.requester_id,
        versions.organization_id,

        -- attributes
        case
            when versions.status is not null then coalesce(status_map.canonical_value, 'unknown')
            when versions.closed_at is not null then 'closed'
            when versions.resolved_at is not null then 'resolved'
            else 'open'
        end as status,
        coalesce(priority_map.canonical_value, 'unknown') as priority,
        coalesce(channel_map.canonical_value, 'unknown') as channel,
        versions.ticket_type,
        coalesce(versions.category, 'uncategorised') as category,
        versions.product,
        coalesce(versions.queue, 'unassigned') as queue,
        versions.customer_tier,
        versions.country,
        versions.language,
        versions.subject,
        versions.tags,
        versions.is_merged,
        versions.has_reply_times,

        -- timestamps (UTC)
        versions.created_at,
        -- Clocks differ a little: an update is never before the creation.
        greatest(
            versions.created_at,
            coalesce(versions.updated_at, versions.closed_at, versions.resolved_at)
        ) as updated_at,
        versions.first_responded_at,
        versions.resolved_at,
        versions.closed_at,

        -- measures
        coalesce(versions.reopen_count, 0) as reopen_count,
        versions.csat_score
    from versions
    inner join newest
        on
            versions.ticket_key = newest.ticket_key
            and versions.row_id = newest.row_id
    left join value_map as status_map
        on
            versions.source_system = status_map.source_system
            and status_map.field = 'status'
            and lower(versions.status) = status_map.raw_value
    left join value_map as priority_map
        on
            versions.source_system = priority_map.source_system
            and priority_map.field = 'priority'
            and lower(versions.priority) = priority_map.raw_value
    left join value_map as channel_map
        on
            versions.source_system = channel_map.source_system
            and channel_map.field = 'channel'
            and lower(versions.channel) = channel_map.raw_value
)

select * from final
