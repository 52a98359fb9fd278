{#-
    Near-duplicates of near-duplicates: each ticket takes over the first ticket its neighbours know,
    eight times.
-#}
{%- set rounds = 8 -%}
with

pairs as (
    select * from {{ ref('int_text__duplicate_pairs') }}
),

word_sets as (
    select * from {{ ref('int_text__word_sets') }}
),

neighbours as (
    select
        ticket_number,
        other_number
    from pairs
    union all
    select
        other_number as ticket_number,
        ticket_number as other_number
    from pairs
),

known_0 as (
    select
        ticket_number,
        least(ticket_number, min(other_number)) as first_number
    from neighbours
    group by ticket_number
),

{% for round in range(1, rounds + 1) -%}
    heard_{{ round }} as (
        select
            neighbours.ticket_number,
            min(known.first_number) as first_number
        from neighbours
        inner join known_{{ round - 1 }} as known
            on neighbours.other_number = known.ticket_number
        group by neighbours.ticket_number
    ),

    -- A shortcut to what the first ticket itself has heard doubles the reach.
    known_{{ round }} as materialized (
        select
            known.ticket_number,
            least(known.first_number, heard.first_number, shortcut.first_number) as first_number
        from known_{{ round - 1 }} as known
        inner join heard_{{ round }} as heard
            on known.ticket_number = heard.ticket_number
        inner join known_{{ round - 1 }} as shortcut
            on known.first_number = shortcut.ticket_number
    ),

{% endfor -%}

final as (
    select
        word_sets.ticket_key,
        first_sets.ticket_key as duplicate_group_key
    from known_{{ rounds }} as known
    inner join word_sets
        on known.ticket_number = word_sets.ticket_number
    inner join word_sets as first_sets
        on known.first_number = first_sets.ticket_number
)

select * from final
