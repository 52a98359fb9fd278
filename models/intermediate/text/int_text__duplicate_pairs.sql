{#- Near-duplicates: pairs whose words overlap by 0.7 or more (Jaccard), found by minhash and then counted exactly. -#}
with

signatures as (
    select * from {{ ref('int_text__signatures') }}
),

word_sets as (
    select * from {{ ref('int_text__word_sets') }}
),

{% for band in range(12) -%}
-- In each bucket the first ticket and the one before: enough to tie it together, and linear in its size.
bucketed_{{ band }} as (
    select
        ticket_number,
        min(ticket_number) over (partition by band_{{ band }}) as first_number,
        lag(ticket_number) over (
            partition by band_{{ band }}
            order by band_{{ (band + 1) % 12 }}, band_{{ (band + 2) % 12 }}, ticket_number
        ) as neighbour_number
    from signatures
),

{% endfor -%}

found as (
    {%- for band in range(12) %}
    select
        first_number as ticket_number,
        ticket_number as other_number
    from bucketed_{{ band }}
    where ticket_number > first_number
    union all
    select
        least(ticket_number, neighbour_number) as ticket_number,
        greatest(ticket_number, neighbour_number) as other_number
    from bucketed_{{ band }}
    where neighbour_number is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

-- Similar tickets meet in several buckets.
candidates as (
    select distinct
        ticket_number,
        other_number
    from found
),

compared as (
    select
        candidates.ticket_number,
        candidates.other_number,
        len(list_intersect(word_sets.word_set, other_sets.word_set)) as common_count,
        len(word_sets.word_set) + len(other_sets.word_set) as word_count
    from candidates
    inner join word_sets
        on candidates.ticket_number = word_sets.ticket_number
    inner join word_sets as other_sets
        on candidates.other_number = other_sets.ticket_number
    -- the smaller set cannot overlap more than its size allows
    where
        len(word_sets.word_set) >= 0.7 * len(other_sets.word_set)
        and len(other_sets.word_set) >= 0.7 * len(word_sets.word_set)
),

final as (
    select
        ticket_number,
        other_number,
        common_count / (word_count - common_count) as similarity
    from compared
    where common_count >= 0.7 * (word_count - common_count)
)

select * from final
