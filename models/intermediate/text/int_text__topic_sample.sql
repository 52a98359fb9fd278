{#-
    Words of up to 20,000 tickets, drawn by hash, for topics to be learned from. Tickets of the
    current month do not count if there are enough others: topics and their names stay the same
    within a month.
-#}
with

messages as (
    select * from {{ ref('int_text__messages') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

words as (
    select * from {{ ref('int_text__terms') }}
    where kind in ('word', 'stop_word')
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

earlier as (
    select messages.ticket_key
    from messages
    inner join as_of
        on messages.month_start_date < date_trunc('month', as_of.as_of_date)
),

earlier_count as (
    select count(*) as ticket_count from earlier
),

shuffled as (
    select
        messages.ticket_key,
        cast(row_number() over (
            order by {{ hash_key(['messages.ticket_key']) }}, messages.ticket_key
        ) as integer) as draw_rank
    from messages
    cross join earlier_count
    left join earlier
        on messages.ticket_key = earlier.ticket_key
    where earlier.ticket_key is not null or earlier_count.ticket_count < 2000
),

drawn as materialized (
    select
        ticket_key,
        draw_rank
    from shuffled
    where draw_rank <= 20000
),

sampled as materialized (
    select distinct
        drawn.draw_rank,
        words.stem_id as term_id
    from ticket_terms
    inner join drawn
        on ticket_terms.ticket_key = drawn.ticket_key
    inner join words
        on ticket_terms.term_id = words.term_id
),

sizes as (
    select count(distinct draw_rank) as ticket_count from sampled
),

terms as (
    select
        sampled.term_id,
        ln(any_value(sizes.ticket_count) / count(*)) as rarity
    from sampled
    cross join sizes
    group by sampled.term_id
    having count(*) >= 2
),

weighted as (
    select
        sampled.draw_rank,
        sampled.term_id,
        terms.rarity,
        sum(cast(terms.rarity * terms.rarity as decimal(18, 9)))
            over (partition by sampled.draw_rank)
            as square_sum,
        count(*) over (partition by sampled.draw_rank) as term_count
    from sampled
    inner join terms
        on sampled.term_id = terms.term_id
),

final as (
    select
        draw_rank,
        term_id,
        term_count,
        cast(rarity / sqrt(square_sum) as decimal(18, 6)) as weight
    from weighted
    where square_sum > 0
)

select * from final
