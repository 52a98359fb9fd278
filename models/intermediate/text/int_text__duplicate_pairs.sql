{#-
    Near-duplicates: pairs whose words overlap by 0.7 or more (Jaccard), found by minhash and then
    counted exactly.
-#}
with

signatures as (
    select * from {{ ref('int_text__signatures') }}
),

word_sets as (
    select * from {{ ref('int_text__word_sets') }}
),

bucketed as (
    select
        ticket_number,
        unnest(buckets) as bucket,
        unnest(list_concat(buckets[2:], buckets[:1])) as next_bucket
    from signatures
),

-- In each bucket the first ticket and the one before: enough to tie it together, and linear in its
-- size. Ordered by the next band, tickets that are alike stand side by side.
tied as (
    select
        ticket_number,
        min(ticket_number) over (partition by bucket) as first_number,
        lag(ticket_number) over (
            partition by bucket
            order by next_bucket, ticket_number
        ) as neighbour_number
    from bucketed
),

found as (
    select
        first_number as ticket_number,
        ticket_number as other_number
    from tied
    where ticket_number > first_number
    union all
    select
        least(ticket_number, neighbour_number) as ticket_number,
        greatest(ticket_number, neighbour_number) as other_number
    from tied
    where neighbour_number is not null
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
