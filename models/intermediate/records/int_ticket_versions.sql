-- Grain: one row per row of a ticket file, and per row of a log as a version of its ticket: the
-- project's words, and the verdict.
with

versions as (
    {{ union_of_sources('tickets', [
        'source_system', 'file_kind', 'row_id', 'source_file', 'source_row_number', 'row_hash',
        'reject_reasons', 'ticket_key', 'ticket_id', 'agent_id', 'requester_id', 'organization_id',
        'status', 'priority', 'ticket_type', 'channel', 'category', 'product', 'queue',
        'customer_tier', 'country', 'language', 'subject', 'tags', 'is_merged', 'has_reply_times',
        'created_at', 'updated_at', 'first_responded_at', 'resolved_at', 'closed_at',
        'reopen_count', 'csat_score', 'version_number'
    ]) }}
),

value_map as (
    select * from {{ ref('int_value_map') }}
),

plausible_spans as (
    select * from {{ ref('int_plausible_spans') }}
),

translated as (
    select
        versions.*,
        status_map.canonical_value as known_status,
        priority_map.canonical_value as known_priority,
        channel_map.canonical_value as known_channel,
        case
            when versions.reject_reasons is null and status_map.raw_value is null
                then lower(versions.status)
        end as unknown_status,
        case
            when versions.reject_reasons is null and priority_map.raw_value is null
                then lower(versions.priority)
        end as unknown_priority,
        case
            when versions.reject_reasons is null and channel_map.raw_value is null
                then lower(versions.channel)
        end as unknown_channel,
        coalesce(
            cast(versions.created_at as date) < plausible_spans.plausible_from_date
            or cast(
                greatest(
                    versions.created_at,
                    versions.updated_at,
                    versions.first_responded_at,
                    versions.resolved_at,
                    versions.closed_at
                ) as date
            ) > plausible_spans.plausible_to_date,
            false
        ) as is_implausible
    from versions
    left join plausible_spans
        on versions.source_system = plausible_spans.source_system
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
),

-- Only the few tickets with several rows are put in order.
repeated_tickets as (
    select ticket_key
    from versions
    where reject_reasons is null
    group by ticket_key
    having count(*) > 1
),

copies as (
    select
        translated.source_system,
        translated.row_id,
        translated.ticket_key,
        translated.updated_at,
        translated.version_number,
        translated.is_implausible,
        row_number() over (
            partition by translated.ticket_key, translated.row_hash order by translated.row_id
        ) > 1 as is_copy
    from translated
    inner join repeated_tickets
        on translated.ticket_key = repeated_tickets.ticket_key
    where translated.reject_reasons is null
),

-- T2: a version written after as_of counts only where there is none from before.
repetitions as (
    select
        source_system,
        row_id,
        is_copy,
        row_number() over (
            partition by ticket_key
            order by
                case when is_copy or is_implausible then 1 else 0 end,
                case when updated_at > {{ given_as_of() }} then 1 else 0 end,
                version_number desc,
                row_id desc
        ) > 1 as is_superseded
    from copies
),

judged as (
    select
        translated.*,
        coalesce(repetitions.is_superseded, false) as is_superseded,
        {{ with_reasons('translated.reject_reasons', {
            'implausible_time': 'translated.is_implausible',
            'duplicate': 'repetitions.is_copy',
        }) }} as refusals
    from translated
    left join repetitions
        on
            translated.source_system = repetitions.source_system
            and translated.row_id = repetitions.row_id
),

final as (
    select
        -- lineage, and the verdict; updates in a log are versions too, but live on as events
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        refusals is null and not is_superseded as is_newest,
        {{ with_reasons('refusals', {
            'after_as_of': "refusals is null and is_superseded and file_kind = 'tickets'"
                ~ ' and updated_at > ' ~ given_as_of(),
            'superseded': "refusals is null and is_superseded and file_kind = 'tickets'"
                ~ ' and coalesce(updated_at <= ' ~ given_as_of() ~ ', true)',
        }) }} as reject_reasons,

        -- identifiers
        ticket_key,
        ticket_id,
        agent_id,
        requester_id,
        organization_id,

        -- attributes
        case
            when status is not null then coalesce(known_status, 'unknown')
            when closed_at is not null then 'closed'
            when resolved_at is not null then 'resolved'
            else 'open'
        end as status,
        coalesce(known_priority, 'unknown') as priority,
        coalesce(known_channel, 'unknown') as channel,
        ticket_type,
        coalesce(category, 'uncategorised') as category,
        product,
        coalesce(queue, 'unassigned') as queue,
        customer_tier,
        country,
        language,
        subject,
        tags,
        is_merged,
        has_reply_times,

        -- timestamps (UTC); clocks differ a little: an update is never before the creation
        created_at,
        greatest(created_at, coalesce(updated_at, closed_at, resolved_at)) as updated_at,
        first_responded_at,
        resolved_at,
        closed_at,

        -- measures
        coalesce(reopen_count, 0) as reopen_count,
        csat_score,

        -- words that value_map does not know
        unknown_status,
        unknown_priority,
        unknown_channel
    from judged
)

select * from final
