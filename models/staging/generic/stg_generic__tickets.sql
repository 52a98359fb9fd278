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
        }) }} as reject_reasons,
        -- R6: a cell that cannot be read, or an end before the creation, is null and listed
        {{ unread_cells({
            'created_at': 'created_at is not null and created_utc is null',
            'updated_at': 'updated_at is not null and updated_utc is null',
            'first_responded_at': 'first_responded_at is not null and first_responded_utc is null',
            'resolved_at':
                'resolved_at is not null and coalesce(resolved_utc < created_utc, resolved_utc is null)',
            'closed_at':
                'closed_at is not null and coalesce(closed_utc < created_utc, closed_utc is null)',
            'due_at': 'due_at is not null and due_utc is null',
            'reopen_count': 'reopen_count is not null and reopen_number is null',
            'is_merged': 'is_merged is not null and merged_flag is null',
        }) }} as unread_cells,

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
        case when resolved_utc >= created_utc then resolved_utc end as resolved_at,
        case when closed_utc >= created_utc then closed_utc end as closed_at,
        due_utc as due_at,

        -- measures
        reopen_number as reopen_count,
        csat_score,

        -- the version that counts is the one with the highest number
        coalesce(epoch_us(updated_utc), 0) as version_number
    from typed
)

select * from final
