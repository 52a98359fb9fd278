{#-
    Words of dissatisfied and of satisfied customers: log-odds with a Dirichlet prior, where there
    are ratings enough.
-#}
with

messages as (
    select * from {{ ref('int_text__messages') }}
    where csat_score in (1, 2, 4, 5)
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

terms as (
    select * from {{ ref('int_text__terms') }}
    where kind in ('word', 'phrase')
),

rated as (
    select
        count(*) as rated_count,
        count(*) filter (where csat_score >= 4) as satisfied_count,
        count(*) filter (where csat_score <= 2) as dissatisfied_count
    from messages
),

counted as (
    select
        ticket_terms.term_id,
        count(*) filter (where messages.csat_score >= 4) as satisfied_count,
        count(*) filter (where messages.csat_score <= 2) as dissatisfied_count
    from ticket_terms
    inner join messages
        on ticket_terms.ticket_key = messages.ticket_key
    semi join terms
        on ticket_terms.term_id = terms.term_id
    group by ticket_terms.term_id
    having count(*) >= 10
),

-- The prior adds ten tickets to each side, with the term as often as in all rated tickets.
with_prior as (
    select
        counted.term_id,
        counted.satisfied_count
        + 10 * (counted.satisfied_count + counted.dissatisfied_count) / rated.rated_count
            as satisfied_with,
        rated.satisfied_count + 10 as satisfied_all,
        counted.dissatisfied_count
        + 10 * (counted.satisfied_count + counted.dissatisfied_count) / rated.rated_count
            as dissatisfied_with,
        rated.dissatisfied_count + 10 as dissatisfied_all
    from counted
    cross join rated
    where least(rated.satisfied_count, rated.dissatisfied_count) >= 200
),

measured as (
    select
        term_id,
        ln(satisfied_with / (satisfied_all - satisfied_with))
        - ln(dissatisfied_with / (dissatisfied_all - dissatisfied_with)) as log_odds,
        sqrt(1 / satisfied_with + 1 / dissatisfied_with) as standard_error
    from with_prior
),

-- With thousands of terms, one in twenty would look telling at 2 standard errors.
final as (
    select
        term_id,
        log_odds as weight,
        log_odds / standard_error as z_score
    from measured
    where abs(log_odds) >= 3 * standard_error
)

select * from final
