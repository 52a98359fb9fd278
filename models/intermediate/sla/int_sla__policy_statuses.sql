with

policies as (
    select * from {{ ref('int_sla__policies') }}
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

-- What a policy's clock does while a ticket is in a status (rules S2 and S3).
final as (
    select
        policies.policy_id,
        statuses.status,
        case
            when not statuses.is_open then 'stopped'
            when
                strpos(
                    ';' || replace(policies.paused_statuses, ' ', '') || ';',
                    ';' || statuses.status || ';'
                )
                > 0
                then 'paused'
            else 'running'
        end as clock_state
    from policies
    cross join statuses
)

select * from final
