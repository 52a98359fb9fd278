{{ config(enabled=var('text_analysis')) }}
-- Counted anew from the tokens: the words of a ticket and its near-duplicate overlap by 0.7 or
-- more, and both are in the same group, whose first ticket is in it.
with

tickets as (
    select
        duplicates.ticket_key,
        duplicates.duplicate_group_key,
        duplicates.like_ticket_key,
        tokens.tokens
    from {{ ref('int_text_duplicates') }} as duplicates
    inner join {{ ref('int_text_tokens') }} as tokens
        on duplicates.ticket_key = tokens.ticket_key
),

compared as (
    select
        tickets.ticket_key,
        tickets.duplicate_group_key,
        other_tickets.duplicate_group_key as other_group_key,
        first_tickets.duplicate_group_key as first_group_key,
        len(list_intersect(tickets.tokens, other_tickets.tokens)) as common_count,
        len(list_distinct(list_concat(tickets.tokens, other_tickets.tokens))) as either_count
    from tickets
    left join tickets as other_tickets
        on tickets.like_ticket_key = other_tickets.ticket_key
    left join tickets as first_tickets
        on tickets.duplicate_group_key = first_tickets.ticket_key
)

select * from compared
where
    coalesce(common_count < 0.7 * either_count, true)
    or coalesce(duplicate_group_key <> other_group_key, true)
    or coalesce(duplicate_group_key <> first_group_key, true)
