-- Grain: one row per change of status that nobody logged, but a later one shows: what it changed
-- from is not what the ticket was (rule L4).
with

status_changes as (
    select
        ticket_key,
        occurred_at,
        source_order,
        old_value,
        new_value
    from {{ ref('int_event_records') }}
    where reject_reasons is null and event_type = 'status_changed'
),

questions as (
    select
        ticket_key,
        occurred_at,
        source_order,
        actor_id
    from {{ ref('int_event_records') }}
    where reject_reasons is null and event_type = 'customer_replied'
),

statuses as (
    select * from {{ ref('ticket_statuses') }}
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

carried as (
    select
        status_changes.*,
        lag(status_changes.new_value) over in_order as carried_value,
        lag(status_changes.occurred_at) over in_order as carried_since,
        lag(status_changes.source_order) over in_order as carried_order
    from status_changes
    inner join as_of
        on status_changes.occurred_at <= as_of.as_of
    window in_order as (
        partition by status_changes.ticket_key
        order by status_changes.occurred_at, status_changes.source_order
    )
),

contradicted as (
    select
        carried.*,
        statuses.is_open
    from carried
    inner join statuses
        on carried.old_value = statuses.status
    where carried.old_value <> carried.carried_value and carried.old_value <> 'unknown'
),

final as (
    select
        -- key
        contradicted.ticket_key,
        contradicted.source_order as shown_by_order,

        -- the change: when the customer last wrote, if that opened the ticket; else with the change
        -- that shows it
        max(contradicted.carried_value) as old_value,
        max(contradicted.old_value) as new_value,
        coalesce(max(questions.occurred_at), max(contradicted.occurred_at)) as occurred_at,
        case when count(questions.occurred_at) > 0 then 'customer' else 'unknown' end as actor_type,
        {{ latest('questions.actor_id', ['questions.occurred_at', 'questions.source_order']) }}
            as actor_id,

        -- its place among events of one instant: behind the message, or before the change
        coalesce(
            {{ latest('questions.source_order', [
                'questions.occurred_at', 'questions.source_order'
            ]) }},
            contradicted.source_order
        ) as source_order,
        case when count(questions.occurred_at) > 0 then 1 else -1 end as place
    from contradicted
    left join questions
        on
            contradicted.ticket_key = questions.ticket_key
            and contradicted.is_open
            and contradicted.carried_since <= questions.occurred_at
            and contradicted.occurred_at >= questions.occurred_at
            and (
                contradicted.carried_since < questions.occurred_at
                or contradicted.carried_order < questions.source_order
            )
            and (
                contradicted.occurred_at > questions.occurred_at
                or contradicted.source_order > questions.source_order
            )
    group by contradicted.ticket_key, contradicted.source_order
)

select * from final
