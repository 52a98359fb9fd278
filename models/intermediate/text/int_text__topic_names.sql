{#-
    Each topic is known by its three strongest words, so that a topic that stays the same keeps its
    name and key.
-#}
with

topic_terms as (
    select * from {{ ref('int_text__topic_terms') }}
),

terms as (
    select * from {{ ref('int_text__terms') }}
    where kind = 'word'
),

sizes as (
    select
        topic_number,
        count(*) as ticket_count
    from {{ ref('int_text__ticket_topics') }}
    group by topic_number
),

totals as (
    select sum(ticket_count) as term_count from topic_terms
),

topic_sums as (
    select
        topic_number,
        sum(ticket_count) as term_count
    from topic_terms
    group by topic_number
),

term_sums as (
    select
        term_id,
        sum(ticket_count) as term_count
    from topic_terms
    group by term_id
),

measured as (
    select
        topic_terms.topic_number,
        topic_terms.term_id,
        {{ signed_g_squared(
            'topic_terms.ticket_count', 'topic_sums.term_count', 'term_sums.term_count', 'totals.term_count'
        ) }} as keyness
    from topic_terms
    inner join topic_sums
        on topic_terms.topic_number = topic_sums.topic_number
    inner join term_sums
        on topic_terms.term_id = term_sums.term_id
    cross join totals
),

ranked as (
    select
        measured.topic_number,
        terms.term,
        terms.term_label,
        row_number() over (
            partition by measured.topic_number
            order by measured.keyness desc, terms.term asc
        ) as term_rank
    from measured
    inner join terms
        on measured.term_id = terms.term_id
    where measured.keyness > 0
),

named as (
    select
        topic_number,
        string_agg(term_label, ' / ' order by term_rank) filter (where term_rank <= 3)
            as topic_name,
        string_agg(term, ' ' order by term) filter (where term_rank <= 3) as name_terms,
        string_agg(term_label, ', ' order by term_rank) filter (where term_rank <= 10)
            as strongest_terms
    from ranked
    group by topic_number
),

-- Two topics with the same three words are told apart by size.
numbered as (
    select
        named.*,
        sizes.ticket_count,
        row_number() over (
            partition by named.name_terms
            order by sizes.ticket_count desc, named.topic_number asc
        ) as name_number
    from named
    inner join sizes
        on named.topic_number = sizes.topic_number
),

final as (
    select
        topic_number,
        {{ hash_key(['name_terms', 'name_number']) }} as topic_key,
        topic_name
        || case when name_number > 1 then ' (' || name_number || ')' else '' end as topic_name,
        strongest_terms,
        ticket_count
    from numbered
)

select * from final
