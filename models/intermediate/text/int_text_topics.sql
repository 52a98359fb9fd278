-- Grain: one row per topic that has words of its own.
with

ticket_topics as (
    select * from {{ ref('int_text_ticket_topics') }}
),

ticket_terms as (
    select * from {{ ref('int_text_ticket_terms') }}
),

terms as (
    select * from {{ ref('int_text_terms') }}
    where kind in ('word', 'stop_word')
),

sizes as (
    select
        topic_number,
        count(*) as ticket_count
    from ticket_topics
    group by topic_number
),

-- What topics were learned from: their names stay while that does.
learned_terms as (
    select distinct
        ticket_topics.topic_number,
        ticket_terms.ticket_key,
        terms.stem_id
    from ticket_topics
    inner join ticket_terms
        on ticket_topics.ticket_key = ticket_terms.ticket_key
    inner join terms
        on ticket_terms.term_id = terms.term_id
    where ticket_topics.is_learned_from
),

counted as (
    select
        topic_number,
        stem_id,
        count(*) as ticket_count
    from learned_terms
    group by topic_number, stem_id
),

compared as (
    select
        topic_number,
        stem_id,
        ticket_count,
        cast(sum(ticket_count) over (partition by topic_number) as bigint) as topic_count,
        cast(sum(ticket_count) over (partition by stem_id) as bigint) as stem_count,
        cast(sum(ticket_count) over () as bigint) as all_count
    from counted
),

measured as (
    select
        topic_number,
        stem_id,
        {{ signed_g_squared('ticket_count', 'topic_count', 'stem_count', 'all_count') }} as keyness
    from compared
),

-- Stop words are no names.
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
        on measured.stem_id = terms.term_id
    where
        measured.keyness > 0
        and terms.kind = 'word'
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

-- A topic is known by its three strongest words, so that one that stays the same keeps its key.
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
