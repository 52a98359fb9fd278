{{ config(enabled=var('text_analysis')) }}
-- Counted anew from the tokens: the words of every pair overlap by 0.7 or more, and both tickets
-- are in the same group.
with

pairs as (
    select * from {{ ref('int_text_duplicate_pairs') }}
),

tickets as (
    select
        tokens.ticket_key,
        tokens.tokens,
        duplicates.duplicate_group_key
    from {{ ref('int_text_tokens') }} as tokens
    left join {{ ref('int_text_duplicates') }} as duplicates
        on tokens.ticket_key = duplicates.ticket_key
),

compared as (
    select
        pairs.ticket_key,
        pairs.other_ticket_key,
        len(list_intersect(tickets.tokens, others.tokens)) as common_count,
        len(list_distinct(list_concat(tickets.tokens, others.tokens))) as either_count,
        tickets.duplicate_group_key,
        others.duplicate_group_key as other_group_key
    from pairs
    inner join tickets
        on pairs.ticket_key = tickets.ticket_key
    inner join tickets as others
        on pairs.other_ticket_key = others.ticket_key
)

select * from compared
where
    common_count < 0.7 * either_count
    or duplicate_group_key is null
    or other_group_key is null
    or duplicate_group_key <> other_group_key
