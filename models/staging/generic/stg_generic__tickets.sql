-- Grain: one row per ticket row of the export.
with

records as (
    select * from {{ file_records(source('generic', 'tickets')) }}
),

typed as (
    select
        *,
        {{ utc_timestamp('created_at', 'generic') }} as created_utc,
        {{ utc_timestamp('updated_at', 'generic') }} as updated_utc,
        {{ utc_timestamp('first_responded_at', 'generic') }} as first_responded_utc,
        {{ utc_timestamp('resolved_at', 'generic') }} as resolved_utc,
        {{ utc_timestamp('closed_at', 'generic') }} as closed_utc,
        {{ utc_timestamp('due_at', 'generic') }} as due_utc,
        {{ whole_number('reopen_count') }} as reopen_number,
        {{ whole_number('csat_score') }} as csat_number,
        try_cast(is_merged as boolean) as merged_flag
    from records
),

final as (
    select
        -- lineage
        'generic' as source_system,
        'tickets' as file_kind,
        row_id,
        source_file,
        source_row_number,
        row_hash,
        {{ reject_reasons('read_error', {
            'missing_ticket_id': 'ticket_id is null',
            'missing_created_at': 'created_at is null',
            'invalid_created_at': 'created_at is not null and created_utc is null',
            'invalid_updated_at': 'updated_at is not null and updated_utc is null',
            'invalid_first_responded_at':
                'first_responded_at is not null and first_responded_utc is null',
            'invalid_resolved_at': 'resolved_at is not null and resolved_utc is null',
            'invalid_closed_at': 'closed_at is not null and closed_utc is null',
            'invalid_due_at': 'due_at is not null and due_utc is null',
            'invalid_reopen_count': 'reopen_count is not null and reopen_number is null',
            'invalid_csat_score':
                'csat_score is not null and coalesce(csat_number not between 1 and 5, true)',
            'invalid_is_merged': 'is_merged is not null and merged_flag is null',
            'resolved_before_created': 'resolved_utc < created_utc or closed_utc < created_utc',
        }) }} as reject_reasons,

        -- identifiers
        {{ hash_key(["'generic'", 'ticket_id']) }} as ticket_key,
        ticket_id,
        agent_id,
        requester_id,
        organization_id,

        -- attributes
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
        description,
        tags,
        coalesce(merged_flag, false) as is_merged,
        true as has_reply_times,

        -- timestamps (UTC)
        created_utc as created_at,
        updated_utc as updated_at,
        first_responded_utc as first_responded_at,
        resolved_utc as resolved_at,
        closed_utc as closed_at,
        due_utc as due_at,

        -- measures
        reopen_number as reopen_count,
        csat_number as csat_score,

        -- the version that counts is the one with the highest number
        coalesce(epoch_us(updated_utc), 0) as version_number
    from typed
)

select * from final
