{{ config(enabled=var('text_analysis')) }}
-- Counted anew from the tokens: the words of every pair overlap by 0.7 or more, and both tickets
-- are in the same group.
with

pairs as (
    select * from {{ ref('int_text__duplicate_pairs') }}
),

word_sets as (
    select
        numbered.ticket_number,
        numbered.ticket_key,
        tokens.tokens,
        duplicate_groups.duplicate_group_key
    from {{ ref('int_text__word_sets') }} as numbered
    inner join {{ ref('int_text__tokens') }} as tokens
        on numbered.ticket_key = tokens.ticket_key
    left join {{ ref('int_text__duplicate_groups') }} as duplicate_groups
        on numbered.ticket_key = duplicate_groups.ticket_key
),

compared as (
    select
        pairs.ticket_number,
        pairs.other_number,
        len(list_intersect(word_sets.tokens, other_sets.tokens)) as common_count,
        len(list_distinct(list_concat(word_sets.tokens, other_sets.tokens))) as either_count,
        word_sets.duplicate_group_key,
        other_sets.duplicate_group_key as other_group_key
    from pairs
    inner join word_sets
        on pairs.ticket_number = word_sets.ticket_number
    inner join word_sets as other_sets
        on pairs.other_number = other_sets.ticket_number
)

select * from compared
where
    common_count < 0.7 * either_count
    or duplicate_group_key is null
    or other_group_key is null
    or duplicate_group_key <> other_group_key
