{#- What a ticket is scored by: the terms of the sampled tickets of each topic. -#}
with

sample_terms as (
    select * from {{ ref('int_text__topic_sample') }}
),

portions as (
    select * from {{ ref('int_text__topic_mixture') }}
),

vocabulary as (
    select count(distinct term_id) as term_count from sample_terms
),

counted as (
    select
        portions.topic_number,
        sample_terms.term_id,
        sum(portions.portion) as ticket_count
    from sample_terms
    inner join portions
        on sample_terms.draw_rank = portions.draw_rank
    group by portions.topic_number, sample_terms.term_id
),

topics as (
    select
        portions.topic_number,
        {{ topic_log_size(
            'sum(portions.portion * portions.term_count)', 'any_value(vocabulary.term_count)'
        ) }} as log_size,
        {{ topic_log_prior('sum(portions.portion)') }} as log_prior
    from portions
    cross join vocabulary
    group by portions.topic_number
),

final as (
    select
        counted.topic_number,
        counted.term_id,
        cast(round(counted.ticket_count) as bigint) as ticket_count,
        {{ topic_log_weight('counted.ticket_count') }} as log_weight,
        topics.log_size,
        topics.log_prior
    from counted
    inner join topics
        on counted.topic_number = topics.topic_number
)

select * from final
