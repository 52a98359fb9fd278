with

versions as (
    select * from {{ ref('int_tickets__unioned') }}
),

refused as (
    select * from {{ ref('int_rows__refused') }}
),

-- T2: a version written after as_of counts only where there is none from before.
final as (
    select
        versions.ticket_key,
        versions.source_system,
        versions.file_kind,
        arg_max(
            versions.row_id,
            (
                coalesce(versions.updated_at <= {{ given_as_of() }}, true),
                versions.version_number,
                versions.row_id
            )
        ) as row_id
    from versions
    anti join refused
        on
            versions.source_system = refused.source_system
            and versions.file_kind = refused.file_kind
            and versions.row_id = refused.row_id
    group by versions.ticket_key, versions.source_system, versions.file_kind
)

select * from final
