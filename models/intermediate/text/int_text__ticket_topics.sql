{#-
    Every ticket's likeliest topic. One column per topic: a join that makes a row of each would be
    ten times slower.
-#}
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
        {%- for topic in topics %}
            coalesce(
                max(cast(round(1000000 * log_weight) as bigint))
                filter (where topic_number = {{ topic }}),
                0
            ) as weight_{{ topic }},
        {%- endfor %}
        term
    from topic_terms
    group by term
),

scales as (
    select
        {%- for topic in topics %}
            max(cast(round(1000000 * log_size) as bigint)) filter (where topic_number = {{ topic }})
                as size_{{ topic }},
            max(cast(round(1000000 * log_prior) as bigint)) filter (
                where topic_number = {{ topic }}
            )
                as prior_{{ topic }},
        {%- endfor %}
        count(distinct topic_number) as topic_count
    from topic_terms
),

scored as (
    select
        {%- for topic in topics %}
            sum(weights.weight_{{ topic }}) as weight_{{ topic }},
        {%- endfor %}
        count(*) as term_count,
        ticket_terms.ticket_key
    from ticket_terms
    inner join weights
        on ticket_terms.term = weights.term
    group by ticket_terms.ticket_key
),

likelihoods as (
    select
        scored.ticket_key,
        list_value(
            {%- for topic in topics %}
                scored.weight_{{ topic }}
                - scored.term_count * scales.size_{{ topic }}
                + scales.prior_{{ topic }},
            {%- endfor %}
            null
        ) as log_likelihoods
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
