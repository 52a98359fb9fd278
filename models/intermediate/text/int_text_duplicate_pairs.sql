-- Grain: one row per pair of tickets found whose words overlap by 0.7 or more (Jaccard).
{#-
    Found by minhash, then counted exactly. Of 36 shuffles of all words, each ticket's first word: two tickets
    agree in a shuffle as often as their words overlap. Twelve bands of three: at an overlap of 0.7 at least one
    band agrees in 99.3 of 100 pairs. The multipliers are odd, so that each is a shuffle of the 32-bit numbers.
-#}
{%- set firsts = [] -%}
{%- for number in range(36) -%}
    {%- set mixed = 2654435761 * (2 * number + 1) + 2796524307 * number * number -%}
    {%- set multiplier = mixed % 2147483648 // 2 * 2 + 1 -%}
    {%- do firsts.append('min((word_hash * ' ~ multiplier ~ ') & 4294967295)') -%}
{%- endfor -%}
{%- set bands = firsts | batch(3) | map('join', ', ') | list %}
with

texts as (
    select * from {{ ref('int_texts') }}
),

tokens as (
    select * from {{ ref('int_text_tokens') }}
),

sets as (
    select
        ticket_key,
        list_distinct(list_transform(tokens, lambda word: {{ small_hash('word') }})) as word_set
    from tokens
),

-- Fewer different words say too little to call two tickets the same.
word_sets as (
    select
        sets.ticket_key,
        row_number() over (order by texts.created_at, sets.ticket_key) as ticket_number,
        sets.word_set
    from sets
    inner join texts
        on sets.ticket_key = texts.ticket_key
    where len(sets.word_set) >= 6
),

words as (
    select
        ticket_number,
        unnest(word_set) as word_hash
    from word_sets
),

-- Parities: each word belongs to one of 64 bits, which tells whether an odd number of its words are
-- in the ticket. Where two tickets differ in a bit, one has a word there that the other lacks.
signatures as (
    select
        ticket_number,
        bit_xor(cast(1 as ubigint) << cast(word_hash & 63 as ubigint)) as parities,
        count(*) as word_count,
        [
            {%- for band in bands %}
                {{ small_hash('[' ~ loop.index0 ~ ', ' ~ band ~ ']') }}{{ ',' if not loop.last }}
            {%- endfor %}
        ] as buckets
    from words
    group by ticket_number
),

places as (
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
    from places
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
        word_sets.ticket_key,
        other_sets.ticket_key as other_ticket_key,
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
        ticket_key,
        other_ticket_key,
        ticket_number,
        other_number,
        common_count / (word_count - common_count) as similarity
    from compared
    where common_count >= 0.7 * (word_count - common_count)
)

select * from final
