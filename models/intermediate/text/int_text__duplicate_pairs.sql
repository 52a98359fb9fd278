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

-- With a and b words, an overlap of 0.7 leaves at most 3/17 of a + b to one side alone. Their sizes
-- and their parities show at once that most candidates have more.
likely as (
    select
        candidates.ticket_number,
        candidates.other_number
    from candidates
    inner join signatures
        on candidates.ticket_number = signatures.ticket_number
    inner join signatures as other_signatures
        on candidates.other_number = other_signatures.ticket_number
    where
        17 * greatest(
            abs(signatures.word_count - other_signatures.word_count),
            bit_count(xor(signatures.parities, other_signatures.parities))
        ) <= 3 * (signatures.word_count + other_signatures.word_count)
),

compared as (
    select
        likely.ticket_number,
        likely.other_number,
        len(list_intersect(word_sets.word_set, other_sets.word_set)) as common_count,
        len(word_sets.word_set) + len(other_sets.word_set) as word_count
    from likely
    inner join word_sets
        on likely.ticket_number = word_sets.ticket_number
    inner join word_sets as other_sets
        on likely.other_number = other_sets.ticket_number
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
