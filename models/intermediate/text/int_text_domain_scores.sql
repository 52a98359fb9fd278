-- Grain: one row per ticket with a word that tells dissatisfied from satisfied customers.
with

texts as (
    select * from {{ ref('int_texts') }}
),

ticket_terms as (
    select * from {{ ref('int_text_ticket_terms') }}
),

terms as (
    select * from {{ ref('int_text_terms') }}
    where kind in ('word', 'phrase')
),

rated_texts as (
    select
        ticket_key,
        csat_score >= 4 as is_satisfied
    from texts
    where csat_score in (1, 2, 4, 5)
),

rated as (
    select
        count(*) as rated_count,
        count(*) filter (where is_satisfied) as satisfied_count,
        count(*) filter (where not is_satisfied) as dissatisfied_count
    from rated_texts
),

counted as (
    select
        ticket_terms.term_id,
        count(*) filter (where rated_texts.is_satisfied) as satisfied_count,
        count(*) filter (where not rated_texts.is_satisfied) as dissatisfied_count
    from ticket_terms
    inner join rated_texts
        on ticket_terms.ticket_key = rated_texts.ticket_key
    semi join terms
        on ticket_terms.term_id = terms.term_id
    group by ticket_terms.term_id
    having count(*) >= 10
),

-- Log-odds with a Dirichlet prior: it adds ten tickets to each side, with the term as often as in
-- all rated tickets. Nothing is learned where there are few ratings.
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
lexicon as (
    select
        term_id,
        cast(log_odds as decimal(18, 6)) as weight
    from measured
    where abs(log_odds) >= 3 * standard_error
),

added as (
    select
        ticket_terms.ticket_key,
        cast(sum(lexicon.weight) as double) as weight
    from ticket_terms
    inner join lexicon
        on ticket_terms.term_id = lexicon.term_id
    group by ticket_terms.ticket_key
),

-- To a score from -1 to 1, as VADER does.
final as (
    select
        ticket_key,
        round(weight / sqrt(weight * weight + 15), 4) as domain_score
    from added
)

select * from final
