{%- set time_format = '%d/%m/%Y %H:%M' -%}
-- Grain: one row per row of the log.
with

records as (
    select * from {{ file_records(source('servicenow_log', 'events')) }}
),

typed as (
    select
        *,
        nullif(number, '?') as incident_id,
        {{ utc_timestamp('opened_at', 'servicenow_log', time_format) }} as opened_utc,
        {{ utc_timestamp('sys_updated_at', 'servicenow_log', time_format) }} as updated_utc,
        {{ whole_number('sys_mod_count') }} as update_number,
        {{ whole_number('reopen_count') }} as reopen_number
    from records
),

final as (
    select
        -- lineage
        'servicenow_log' as source_system,
        'events' as file_kind,
        row_id,
        source_file,
        source_row_number,
        row_hash,
        {{ reject_reasons('read_error', {
            'missing_number': 'incident_id is null',
            'missing_incident_state': 'incident_state is null',
            'invalid_sys_mod_count': 'update_number is null',
            'invalid_opened_at': 'opened_utc is null',
            'invalid_sys_updated_at': 'updated_utc is null',
        }) }} as reject_reasons,
        {{ unread_cells({
            'sys_mod_count': 'sys_mod_count is not null and update_number is null',
            'opened_at': 'opened_at is not null and opened_utc is null',
            'sys_updated_at': 'sys_updated_at is not null and updated_utc is null',
            'reopen_count': "nullif(reopen_count, '?') is not null and reopen_number is null",
        }) }} as unread_cells,

        -- identifiers
        incident_id,
        nullif(assigned_to, '?') as agent_id,
        nullif(sys_updated_by, '?') as updated_by,
        nullif(caller_id, '?') as requester_id,

        -- attributes
        nullif(incident_state, '?') as status,
        nullif(priority, '?') as priority,
        nullif(contact_type, '?') as channel,
        nullif(category, '?') as category,
        nullif(subcategory, '?') as subcategory,
        nullif(assignment_group, '?') as queue,
        nullif(location, '?') as location,

        -- timestamps (UTC)
        opened_utc as opened_at,
        updated_utc as updated_at,

        -- measures
        reopen_number as reopen_count,

        -- order of an incident's updates
        update_number
    from typed
)

select * from final
