-- Grain: one row per ticket and wait: a customer's reply stands unanswered, the ticket is open.
with

events as (
    select * from {{ ref('int_ticket_events') }}
    where event_type = 'customer_replied' or (event_type = 'agent_replied' and actor_type = 'agent')
),

transitions as (
    select * from {{ ref('int_ticket_states') }}
    where is_created or is_resolved or is_reopened
),

tickets_with_questions as (
    select distinct ticket_key from events
    where event_type = 'customer_replied'
),

-- Whoever waits is answered by a public agent reply or by a resolution.
moments as (
    select
        ticket_key,
        event_number,
        occurred_at,
        event_type = 'customer_replied' as is_question,
        event_type = 'agent_replied' as is_answer,
        'responded' as answer_kind,
        cast(null as boolean) as is_open
    from events

    union all

    select
        ticket_key,
        event_number,
        changed_at as occurred_at,
        false as is_question,
        is_resolved as is_answer,
        'resolved' as answer_kind,
        not is_resolved as is_open
    from transitions
),

numbered as (
    select
        moments.ticket_key,
        moments.event_number,
        moments.occurred_at,
        moments.is_question,
        moments.is_answer,
        moments.answer_kind,
        sum(case when moments.is_answer then 1 else 0 end) over so_far as answer_number,
        {{ last_known('moments.is_open') }} over so_far as is_open
    from moments
    inner join tickets_with_questions
        on moments.ticket_key = tickets_with_questions.ticket_key
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

-- The wait begins once the ticket is open and a question stands that nothing has answered.
starts as (
    select
        ticket_key,
        answer_number,
        min(occurred_at) as started_at
    from asked
    where answer_number > 0 and has_question = 1 and is_open
    group by ticket_key, answer_number
),

answers as (
    select
        ticket_key,
        answer_number,
        occurred_at as answered_at,
        answer_kind
    from numbered
    where is_answer
),

final as (
    select
        starts.ticket_key,
        row_number()
            over (partition by starts.ticket_key order by starts.answer_number)
            as cycle_number,
        starts.started_at,
        answers.answered_at,
        answers.answer_kind
    from starts
    left join answers
        on
            starts.ticket_key = answers.ticket_key
            and starts.answer_number + 1 = answers.answer_number
)

select * from final
