{#-
    Spherical k-means: tickets drawn first are the first centres; each ticket goes to the centre it
    is most alike. Weights are whole numbers, which doubles add up exactly in any order: millionths
    of a ticket's, billionths of a centre's.
-#}
{%- set rounds = 5 -%}
with

sample_terms as (
    select
        draw_rank,
        term_id,
        term_count,
        cast(1000000 * weight as double) as weight
    from {{ ref('int_text__topic_sample') }}
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
        sample_terms.term_id,
        1000 * sample_terms.weight as weight
    from sample_terms
    inner join seeds
        on sample_terms.draw_rank = seeds.draw_rank
    where seeds.topic_number <= {{ whole_var('text_topic_count') }}
),

{% for round in range(1, rounds + 1) -%}
    weights_{{ round }} as materialized (
        select
            term_id,
            {{ per_topic('coalesce(max(weight) filter (where topic_number = #), 0) as weight_#') }}
        from centre_{{ round - 1 }}
        group by term_id
    ),

    alike_{{ round }} as (
        select
            sample_terms.draw_rank,
            max(sample_terms.term_count) as term_count,
            list_value({{ per_topic('sum(sample_terms.weight * weights.weight_#)') }})
                as similarities
        from sample_terms
        inner join weights_{{ round }} as weights
            on sample_terms.term_id = weights.term_id
        group by sample_terms.draw_rank
    ),

    -- Of equally alike centres the first.
    cluster_{{ round }} as materialized (
        select
            draw_rank,
            term_count,
            list_position(similarities, list_max(similarities)) as topic_number
        from alike_{{ round }}
        where list_max(similarities) > 0
    ),

    {% if not loop.last -%}
        mass_{{ round }} as (
            select
                cluster_{{ round }}.topic_number,
                sample_terms.term_id,
                sum(sample_terms.weight) as weight
            from sample_terms
            inner join cluster_{{ round }}
                on sample_terms.draw_rank = cluster_{{ round }}.draw_rank
            group by cluster_{{ round }}.topic_number, sample_terms.term_id
        ),

        centre_{{ round }} as materialized (
            select
                topic_number,
                term_id,
                round(
                    1000000000 * weight
                    / sqrt(sum(cast(weight * weight as hugeint)) over (partition by topic_number))
                ) as weight
            from mass_{{ round }}
        ),

    {% endif -%}
{%- endfor -%}

final as (
    select
        draw_rank,
        term_count,
        topic_number
    from cluster_{{ rounds }}
)

select * from final
