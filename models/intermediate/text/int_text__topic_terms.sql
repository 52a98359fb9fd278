{#-
    Dirichlet-multinomial mixture: a ticket is of one topic, which draws its words. The clusters are
    the start; at temperatures above one a ticket is shared by the topics it is like, at the end it
    is of the likeliest.
-#}
{%- set temperatures = [3, 2, 2, 1.5, 1.5, 1, 1, 0.01, 0.01] -%}
{%- set term_prior = 0.1 -%}
{%- set topic_prior = 0.1 -%}
with

sample_terms as (
    select * from {{ ref('int_text__topic_sample') }}
),

vocabulary as (
    select count(distinct term) as term_count from sample_terms
),

portion_0 as (
    select
        draw_rank,
        topic_number,
        cast(1 as decimal(18, 6)) as portion
    from {{ ref('int_text__topic_clusters') }}
),

{% for temperature in temperatures -%}
    {%- set round = loop.index -%}
    count_{{ round }} as materialized (
        select
            portions.topic_number,
            sample_terms.term,
            sum(portions.portion) as term_count
        from sample_terms
        inner join portion_{{ round - 1 }} as portions
            on sample_terms.draw_rank = portions.draw_rank
        group by portions.topic_number, sample_terms.term
    ),

    size_{{ round }} as (
        select
            topic_number,
            sum(portion) as ticket_count
        from portion_{{ round - 1 }}
        group by topic_number
    ),

    topic_{{ round }} as materialized (
        select
            counted.topic_number,
            ln(sum(counted.term_count) / {{ term_prior }} + any_value(vocabulary.term_count))
                as log_size,
            ln(any_value(sizes.ticket_count) + {{ topic_prior }}) as log_prior
        from count_{{ round }} as counted
        inner join size_{{ round }} as sizes
            on counted.topic_number = sizes.topic_number
        cross join vocabulary
        group by counted.topic_number
    ),

    {% if not loop.last -%}
        likelihood_{{ round }} as materialized (
            select
                sample_terms.draw_rank,
                counted.topic_number,
                sum(cast(ln(counted.term_count / {{ term_prior }} + 1) as decimal(18, 6)))
                - any_value(sample_terms.term_count * topics.log_size - topics.log_prior)
                    as log_likelihood
            from sample_terms
            inner join count_{{ round }} as counted
                on sample_terms.term = counted.term
            inner join topic_{{ round }} as topics
                on counted.topic_number = topics.topic_number
            group by sample_terms.draw_rank, counted.topic_number
        ),

        -- Topics a tenth as likely as the likeliest get no portion.
        relative_{{ round }} as (
            select
                draw_rank,
                topic_number,
                exp(
                    (log_likelihood - max(log_likelihood) over (partition by draw_rank))
                    / {{ temperature }}
                ) as likelihood
            from likelihood_{{ round }}
        ),

        portion_{{ round }} as materialized (
            select
                draw_rank,
                topic_number,
                cast(
                    likelihood
                    / sum(cast(likelihood as decimal(18, 9)))
                        over (partition by draw_rank)
                    as decimal(18, 6)
                ) as portion
            from relative_{{ round }}
            where likelihood >= 0.1
        ),
    {% endif -%}
{%- endfor -%}

final as (
    select
        counted.topic_number,
        counted.term,
        cast(round(counted.term_count) as bigint) as ticket_count,
        ln(counted.term_count / {{ term_prior }} + 1) as log_weight,
        topic.log_size,
        topic.log_prior
    from count_{{ temperatures | length }} as counted
    inner join topic_{{ temperatures | length }} as topic
        on counted.topic_number = topic.topic_number
)

select * from final
