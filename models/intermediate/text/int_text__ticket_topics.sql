{#- Every ticket's likeliest topic. One column per topic: a join that makes a row of each would be ten times slower. -#}
{%- set topics = range(1, whole_var('text_topic_count') | int + 1) -%}
with

topic_terms as (
    select * from {{ ref('int_text__topic_terms') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
    where kind in ('word', 'stop_word')
),

-- Millionths as whole numbers: their sum does not depend on the order of addition.
weights as (
    select
        term,
        {%- for topic in topics %}
        coalesce(
            max(cast(round(1000000 * log_weight) as bigint)) filter (where topic_number = {{ topic }}), 0
        ) as weight_{{ topic }}{{ ',' if not loop.last }}
        {%- endfor %}
    from topic_terms
    group by term
),

topics as (
    select
        {%- for topic in topics %}
        max(cast(round(1000000 * log_size) as bigint)) filter (where topic_number = {{ topic }}) as size_{{ topic }},
        max(cast(round(1000000 * log_prior) as bigint)) filter (where topic_number = {{ topic }})
            as prior_{{ topic }}{{ ',' if not loop.last }}
        {%- endfor %}
    from topic_terms
),

scored as (
    select
        ticket_terms.ticket_key,
        count(*) as term_count,
        {%- for topic in topics %}
        sum(weights.weight_{{ topic }}) as weight_{{ topic }}{{ ',' if not loop.last }}
        {%- endfor %}
    from ticket_terms
    inner join weights
        on ticket_terms.term = weights.term
    group by ticket_terms.ticket_key
),

likelihoods as (
    select
        scored.ticket_key,
        [
            {%- for topic in topics %}
            scored.weight_{{ topic }} - scored.term_count * topics.size_{{ topic }} + topics.prior_{{ topic }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        ] as log_likelihoods
    from scored
    cross join topics
),

final as (
    select
        ticket_key,
        list_position(log_likelihoods, list_max(log_likelihoods)) as topic_number
    from likelihoods
)

select * from final
