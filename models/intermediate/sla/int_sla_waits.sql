-- Grain: one row per ticket, SLA metric and wait that begins after an answer: for the answer to the
-- customer's next reply, or for the next update (rule S2).
with

tickets as (
    select * from {{ ref('int_tickets') }}
),

logged as (
    select * from {{ ref('int_ticket_events') }}
    where (is_customer_reply or is_agent_reply) and not is_derived
),

transitions as (
    select * from {{ ref('int_ticket_states') }}
    where is_created or is_resolved or is_reopened
),

update_metrics as (
    select distinct metric from {{ ref('int_sla_policies') }}
    where metric in ('periodic_update', 'pausable_update')
),

promised_updates as (
    select count(*) > 0 as are_promised from update_metrics
),

-- The text an agent opens a ticket with is no reply (rule L2).
messages as (
    select
        logged.ticket_key,
        logged.event_number,
        logged.occurred_at,
        logged.is_customer_reply as is_question
    from logged
    inner join tickets
        on logged.ticket_key = tickets.ticket_key
    where logged.is_customer_reply or logged.occurred_at > tickets.created_at
),

-- On a ticket that an agent opened nobody is answered before the customer writes: asked_from.
watched as (
    select
        messages.ticket_key,
        case
            when max(tickets.opened_by_agent_at) is null then -1
            else min(case when messages.is_question then messages.event_number end)
        end as asked_from
    from messages
    cross join promised_updates
    inner join tickets
        on messages.ticket_key = tickets.ticket_key
    where messages.is_question or promised_updates.are_promised
    group by messages.ticket_key
),

-- Whoever waits is answered by a person, with a public reply or a resolution. What the system
-- resolves is over and not answered. A close that no log tells of is nobody's, so it answers.
moments as (
    select
        ticket_key,
        event_number,
        occurred_at,
        is_question,
        case when not is_question then 'responded' end as end_reason,
        cast(null as boolean) as is_open
    from messages

    union all

    select
        transitions.ticket_key,
        transitions.event_number,
        transitions.changed_at as occurred_at,
        false as is_question,
        case
            when not transitions.is_resolved then null
            when transitions.actor_type = 'system' and tickets.has_status_changes
                then 'resolved_by_system'
            else 'resolved'
        end as end_reason,
        not transitions.is_resolved as is_open
    from transitions
    inner join tickets
        on transitions.ticket_key = tickets.ticket_key
),

numbered as (
    select
        moments.*,
        count(moments.end_reason) over so_far as end_number,
        count(
            case
                when
                    moments.end_reason <> 'resolved_by_system'
                    and moments.event_number > watched.asked_from
                    then 1
            end
        ) over so_far as answer_number,
        {{ last_known('moments.is_open') }} over so_far as is_still_open
    from moments
    inner join watched
        on moments.ticket_key = watched.ticket_key
    window
        so_far as (
            partition by moments.ticket_key order by moments.event_number
            rows between unbounded preceding and current row
        )
),

asked as (
    select
        *,
        max(case when is_question then 1 else 0 end) over (
            partition by ticket_key, answer_number order by event_number
            rows between unbounded preceding and current row
        ) as has_question
    from numbered
),

-- The wait begins once the ticket is open and a question stands that nobody has answered. One that
-- the system resolves begins anew where the ticket reopens.
questions as (
    select
        ticket_key,
        end_number,
        min(occurred_at) as started_at,
        lead(end_number) over (partition by ticket_key, answer_number order by end_number) is null
            as is_last_of_answer
    from asked
    where answer_number > 0 and has_question = 1 and is_still_open
    group by ticket_key, answer_number, end_number
),

starts as (
    select
        'next_response' as metric,
        ticket_key,
        end_number,
        started_at
    from questions
    where is_last_of_answer

    union all

    -- an update is waited for from each reply after which the ticket is open
    select
        update_metrics.metric,
        numbered.ticket_key,
        numbered.end_number,
        numbered.occurred_at as started_at
    from numbered
    cross join update_metrics
    where numbered.end_reason = 'responded' and numbered.is_still_open
),

ends as (
    select
        ticket_key,
        end_number,
        occurred_at,
        end_reason
    from numbered
    where end_reason is not null
),

-- A reply with which a ticket is resolved awaits no update.
final as (
    select
        starts.ticket_key,
        starts.metric,
        row_number()
            over (partition by starts.ticket_key, starts.metric order by starts.end_number)
            as cycle_number,
        starts.started_at,
        ends.occurred_at as ended_at,
        ends.end_reason
    from starts
    left join ends
        on
            starts.ticket_key = ends.ticket_key
            and starts.end_number + 1 = ends.end_number
    where
        starts.metric = 'next_response'
        or ends.occurred_at is null
        or starts.started_at < ends.occurred_at
)

select * from final
