-- Grain: one row per week and watched term, also where nobody wrote it: is it more frequent than in
-- the twelve weeks before? Weeks with fewer than four before them are left out.
with

texts as (
    select * from {{ ref('int_texts') }}
),

terms as (
    select * from {{ ref('int_text_terms') }}
    where kind in ('word', 'phrase')
),

ticket_terms as (
    select * from {{ ref('int_text_ticket_terms') }}
),

weeks as (
    select
        week_start_date,
        count(*) as week_ticket_count
    from texts
    group by week_start_date
),

counted as (
    select
        texts.week_start_date,
        ticket_terms.term_id,
        count(*) as ticket_count
    from ticket_terms
    semi join terms
        on ticket_terms.term_id = terms.term_id
    inner join texts
        on ticket_terms.ticket_key = texts.ticket_key
    group by texts.week_start_date, ticket_terms.term_id
),

-- Words and phrases of five tickets or more: only these can emerge.
watched as (
    select term_id
    from counted
    group by term_id
    having sum(ticket_count) >= 5
),

term_weeks as (
    select
        weeks.week_start_date,
        watched.term_id,
        coalesce(counted.ticket_count, 0) as ticket_count,
        weeks.week_ticket_count
    from weeks
    cross join watched
    left join counted
        on
            weeks.week_start_date = counted.week_start_date
            and watched.term_id = counted.term_id
),

baselines as (
    select
        *,
        count(*) over trailing_weeks as baseline_week_count,
        coalesce(sum(ticket_count) over trailing_weeks, 0) as baseline_ticket_count,
        sum(week_ticket_count) over trailing_weeks as baseline_week_ticket_count,
        sum(cast(ticket_count * ticket_count / week_ticket_count as decimal(18, 9)))
            over trailing_weeks
            as baseline_square_sum
    from term_weeks
    window trailing_weeks as (
        partition by term_id
        order by week_start_date
        range between interval 84 days preceding and interval 7 days preceding
    )
),

-- Half a ticket more, so that a term never seen before has an expectation too.
expected as (
    select
        *,
        (baseline_ticket_count + 0.5)
        * week_ticket_count
        / baseline_week_ticket_count as expected_tickets,
        -- Pearson's dispersion of the baseline weeks: 1 - as chance has it, more - in bursts
        greatest(
            case
                when baseline_ticket_count > 0
                    then (
                        baseline_square_sum * baseline_week_ticket_count / baseline_ticket_count
                        - baseline_ticket_count
                    ) / (baseline_week_count - 1)
                else 1
            end,
            1
        ) as dispersion
    from baselines
    where baseline_week_count >= 4
),

-- The shape of the negative binomial covers both: that the baseline is an estimate, and that weeks
-- are uneven.
shaped as (
    select
        *,
        1 / (1 / (baseline_ticket_count + 0.5) + (dispersion - 1) / expected_tickets) as shape,
        greatest(2 * expected_tickets, expected_tickets + 3) as raised_count
    from expected
),

-- Negative-binomial CUSUM: the log-likelihood ratio of "raised" against "as before" adds up from
-- week to week, from the week at which it was lowest.
scored as (
    select
        *,
        cast(
            ticket_count * ln(raised_count / expected_tickets)
            - (ticket_count + shape) * ln((shape + raised_count) / (shape + expected_tickets))
            as decimal(18, 6)
        ) as evidence
    from shaped
),

added as (
    select
        *,
        sum(evidence) over (partition by term_id order by week_start_date) as evidence_sum
    from scored
),

-- The evidence since the lowest of the last weeks; older weeks are forgotten, so that an alarm ends
-- with its cause.
reflected as (
    select
        *,
        evidence_sum - min(evidence_sum) over last_weeks as cusum,
        arg_min(week_start_date, (evidence_sum, week_start_date))
            over last_weeks
            as lowest_week_start_date
    from added
    window last_weeks as (
        partition by term_id
        order by week_start_date
        range between interval 28 days preceding and current row
    )
),

-- The lowest week is the last one of the old level.
final as (
    select
        week_start_date,
        term_id,
        ticket_count,
        week_ticket_count,
        expected_tickets,
        dispersion,
        cast(evidence as double) as evidence,
        cast(cusum as double) as cusum,
        cast(lowest_week_start_date + interval 7 days as date) as raised_since_date
    from reflected
)

select * from final
