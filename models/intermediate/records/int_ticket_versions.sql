-- Grain: one row per row of a ticket file, and per row of a log as a version of its ticket: the
-- project's words, and the verdict.
with

versions as (
    {{ union_of_sources('tickets', [
        'source_system', 'file_kind', 'row_id', 'source_file', 'source_row_number', 'row_hash',
        'reject_reasons', 'unread_cells', 'ticket_key', 'ticket_id', 'agent_id', 'requester_id', 'organization_id',
        'status', 'priority', 'ticket_type', 'channel', 'category', 'product', 'queue',
        'customer_tier', 'country', 'language', 'subject', 'tags', 'is_merged', 'has_reply_times',
        'created_at', 'updated_at', 'first_responded_at', 'resolved_at', 'closed_at',
        'reopen_count', 'csat_score', 'version_number',
        'greatest(created_at, updated_at, first_responded_at, resolved_at, closed_at) as latest_at'
    ]) }}
),

value_map as (
    select * from {{ ref('int_value_map') }}
),

plausible_spans as (
    select * from {{ ref('int_plausible_spans') }}
),

believed as (
    select
        versions.*,
        coalesce(
            cast(versions.created_at as date) < plausible_spans.plausible_from_date
            or cast(versions.latest_at as date) > plausible_spans.plausible_to_date,
            false
        ) as is_implausible
    from versions
    left join plausible_spans
        on versions.source_system = plausible_spans.source_system
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
        believed.*,
        row_number() over (
            partition by believed.ticket_key, believed.row_hash order by believed.row_id
        ) > 1 as is_copy
    from believed
    inner join repeated_tickets
        on believed.ticket_key = repeated_tickets.ticket_key
    where believed.reject_reasons is null
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

-- Updates in a log are versions too, but live on as events: none is refused as superseded.
translated as (
    select
        believed.*,
        coalesce(repetitions.is_copy, false) as is_copy,
        coalesce(repetitions.is_superseded, false) as is_superseded,
        repetitions.is_superseded
        and not (repetitions.is_copy or believed.is_implausible)
        and believed.file_kind = 'tickets'
            as is_refused_as_older,
        status_map.canonical_value as known_status,
        priority_map.canonical_value as known_priority,
        channel_map.canonical_value as known_channel,
        rating_map.canonical_value as known_rating,
        {{ rating('coalesce(rating_map.canonical_value, believed.csat_score)') }} as rating
    from believed
    left join repetitions
        on
            believed.source_system = repetitions.source_system
            and believed.row_id = repetitions.row_id
    left join value_map as status_map
        on
            believed.source_system = status_map.source_system
            and status_map.field = 'status'
            and lower(believed.status) = status_map.raw_value
    left join value_map as priority_map
        on
            believed.source_system = priority_map.source_system
            and priority_map.field = 'priority'
            and lower(believed.priority) = priority_map.raw_value
    left join value_map as channel_map
        on
            believed.source_system = channel_map.source_system
            and channel_map.field = 'channel'
            and lower(believed.channel) = channel_map.raw_value
    left join value_map as rating_map
        on
            believed.source_system = rating_map.source_system
            and rating_map.field = 'rating'
            and lower(believed.csat_score) = rating_map.raw_value
),

final as (
    select
        -- lineage, and the verdict
        source_system,
        file_kind,
        row_id,
        source_file,
        source_row_number,
        reject_reasons is null and not is_implausible and not is_superseded as is_newest,
        {{ with_reasons('reject_reasons', {
            'implausible_time': 'is_implausible',
            'duplicate': 'is_copy',
            'after_as_of': 'is_refused_as_older and updated_at > ' ~ given_as_of(),
            'superseded': 'is_refused_as_older and coalesce(updated_at <= ' ~ given_as_of() ~ ', true)',
        }) }} as reject_reasons,
        case
            when csat_score is not null and rating is null and known_rating is null
                then list_concat(coalesce(unread_cells, []), [concat('csat_score=', csat_score)])
            else unread_cells
        end as unread_cells,

        -- identifiers
        ticket_key,
        ticket_id,
        agent_id,
        requester_id,
        organization_id,

        -- attributes
        case
            when known_status <> 'unknown' then known_status
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
        reopen_count,
        rating as csat_score,

        -- words that value_map does not know
        case when reject_reasons is null and known_status is null then lower(status) end
            as unknown_status,
        case when reject_reasons is null and known_priority is null then lower(priority) end
            as unknown_priority,
        case when reject_reasons is null and known_channel is null then lower(channel) end
            as unknown_channel,
        case
            when
                reject_reasons is null and known_rating is null and rating is null
                and not regexp_matches(csat_score, '[0-9]')
                then lower(csat_score)
        end as unknown_rating
    from translated
)

select * from final
