{#-
    Spherical k-means: tickets drawn first are the first centres; each ticket goes to the centre it
    is most alike.
-#}
{%- set rounds = 5 -%}
with

sample_terms as (
    select * from {{ ref('int_text__topic_sample') }}
),

seeds as (
    select
        draw_rank,
        row_number() over (order by draw_rank) as topic_number
    from sample_terms
    where term_count >= 3
    group by draw_rank
),

centre_0 as (
    select
        seeds.topic_number,
        sample_terms.term,
        cast(sample_terms.weight as double) as weight
    from sample_terms
    inner join seeds
        on sample_terms.draw_rank = seeds.draw_rank
    where seeds.topic_number <= {{ whole_var('text_topic_count') }}
),

{% for round in range(1, rounds + 1) -%}
    alike_{{ round }} as (
        select
            sample_terms.draw_rank,
            centre.topic_number,
            sum(cast(sample_terms.weight * centre.weight as decimal(18, 9))) as similarity
        from sample_terms
        inner join centre_{{ round - 1 }} as centre
            on sample_terms.term = centre.term
        group by sample_terms.draw_rank, centre.topic_number
    ),

    cluster_{{ round }} as materialized (
        select
            draw_rank,
            arg_max(topic_number, (similarity, -topic_number)) as topic_number
        from alike_{{ round }}
        group by draw_rank
    ),

    {% if not loop.last -%}
        mass_{{ round }} as (
            select
                cluster_{{ round }}.topic_number,
                sample_terms.term,
                sum(sample_terms.weight) as weight
            from sample_terms
            inner join cluster_{{ round }}
                on sample_terms.draw_rank = cluster_{{ round }}.draw_rank
            group by cluster_{{ round }}.topic_number, sample_terms.term
        ),

        centre_{{ round }} as materialized (
            select
                topic_number,
                term,
                weight / sqrt(
                    sum(cast(weight * weight as decimal(28, 9))) over (partition by topic_number)
                ) as weight
            from mass_{{ round }}
        ),

    {% endif -%}
{%- endfor -%}

final as (
    select
        draw_rank,
        topic_number
    from cluster_{{ rounds }}
)

select * from final
