{#-
    Dirichlet-multinomial mixture: a ticket is of one topic, which draws its words. The clusters are
    the start; at temperatures above one a ticket is shared by the topics it is like, at the end it
    is of the likeliest. Log-weights are added as whole millionths, exactly in any order.
-#}
{%- set temperatures = [3, 2, 2, 1.5, 1.5, 1, 1, 0.01] -%}
{%- set of_topic = 'filter (where topic_number = #)' -%}
{%- set log_likelihood = 'weight_# - (term_count * size_# - prior_#)' -%}
with

sample_terms as (
    select * from {{ ref('int_text__topic_sample') }}
),

vocabulary as (
    select count(distinct term_id) as term_count from sample_terms
),

portion_0 as (
    select
        draw_rank,
        term_count,
        topic_number,
        cast(1 as decimal(18, 6)) as portion
    from {{ ref('int_text__topic_clusters') }}
),

{% for temperature in temperatures -%}
    {%- set round = loop.index -%}
    count_{{ round }} as (
        select
            portions.topic_number,
            sample_terms.term_id,
            round(1000000 * {{ topic_log_weight('sum(portions.portion)') }}) as weight
        from sample_terms
        inner join portion_{{ round - 1 }} as portions
            on sample_terms.draw_rank = portions.draw_rank
        group by portions.topic_number, sample_terms.term_id
    ),

    -- A sum is null where ticket and topic have no term in common.
    weights_{{ round }} as materialized (
        select
            term_id,
            {{ per_topic('max(weight) ' ~ of_topic ~ ' as weight_#') }}
        from count_{{ round }}
        group by term_id
    ),

    scored_{{ round }} as (
        select
            sample_terms.draw_rank,
            max(sample_terms.term_count) as term_count,
            {{ per_topic('sum(weights.weight_#) / 1000000 as weight_#') }}
        from sample_terms
        inner join weights_{{ round }} as weights
            on sample_terms.term_id = weights.term_id
        group by sample_terms.draw_rank
    ),

    topic_{{ round }} as (
        select
            portions.topic_number,
            {{ topic_log_size(
                'sum(portions.portion * portions.term_count)', 'any_value(vocabulary.term_count)'
            ) }} as log_size,
            {{ topic_log_prior('sum(portions.portion)') }} as log_prior
        from portion_{{ round - 1 }} as portions
        cross join vocabulary
        group by portions.topic_number
    ),

    scales_{{ round }} as (
        select
            {{ per_topic('max(log_size) ' ~ of_topic ~ ' as size_#') }},
            {{ per_topic('max(log_prior) ' ~ of_topic ~ ' as prior_#') }}
        from topic_{{ round }}
    ),

    likelihoods_{{ round }} as (
        select
            scored.draw_rank,
            scored.term_count,
            greatest({{ per_topic(log_likelihood) }}) as highest,
            list_value({{ per_topic(log_likelihood) }}) as log_likelihoods
        from scored_{{ round }} as scored
        cross join scales_{{ round }}
    ),

    relative_{{ round }} as (
        select
            draw_rank,
            term_count,
            generate_subscripts(log_likelihoods, 1) as topic_number,
            exp((unnest(log_likelihoods) - highest) / {{ temperature }}) as likelihood
        from likelihoods_{{ round }}
    ),

    -- Topics a tenth as likely as the likeliest get no portion.
    portion_{{ round }} as materialized (
        select
            draw_rank,
            term_count,
            topic_number,
            cast(
                likelihood
                / sum(cast(likelihood as decimal(18, 9))) over (partition by draw_rank)
                as decimal(18, 6)
            ) as portion
        from relative_{{ round }}
        where likelihood >= 0.1
    ),

{% endfor -%}

final as (
    select * from portion_{{ temperatures | length }}
)

select * from final
