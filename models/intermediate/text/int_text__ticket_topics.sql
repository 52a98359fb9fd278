{#-
    Every ticket's likeliest topic. Weights are whole millionths, which doubles add up exactly in any
    order.
-#}
{%- set of_topic = 'filter (where topic_number = #)' -%}
with

topic_terms as (
    select * from {{ ref('int_text__topic_terms') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

words as (
    select * from {{ ref('int_text__terms') }}
    where kind in ('word', 'stop_word')
),

weighted as (
    select
        words.term_id,
        topic_terms.topic_number,
        round(1000000 * topic_terms.log_weight) as weight
    from topic_terms
    inner join words
        on topic_terms.term_id = words.stem_id
),

weights as (
    select
        term_id,
        {{ per_topic('coalesce(max(weight) ' ~ of_topic ~ ', 0) as weight_#') }}
    from weighted
    group by term_id
),

scales as (
    select
        {{ per_topic('max(round(1000000 * log_size)) ' ~ of_topic ~ ' as size_#') }},
        {{ per_topic('max(round(1000000 * log_prior)) ' ~ of_topic ~ ' as prior_#') }}
    from topic_terms
),

scored as (
    select
        ticket_terms.ticket_key,
        count(*) as term_count,
        {{ per_topic('sum(weights.weight_#) as weight_#') }}
    from ticket_terms
    inner join weights
        on ticket_terms.term_id = weights.term_id
    group by ticket_terms.ticket_key
),

likelihoods as (
    select
        scored.ticket_key,
        list_value({{ per_topic('weight_# - term_count * size_# + prior_#') }}) as log_likelihoods
    from scored
    cross join scales
),

final as (
    select
        ticket_key,
        list_position(log_likelihoods, list_max(log_likelihoods)) as topic_number
    from likelihoods
)

select * from final
