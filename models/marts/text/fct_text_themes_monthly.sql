-- Grain: one row per month, slice and theme.
with

keyness as (
    select * from {{ ref('int_text_keyness') }}
),

terms as (
    select * from {{ ref('int_text_terms') }}
    where kind in ('word', 'phrase')
),

texts as (
    select * from {{ ref('int_texts') }}
),

ticket_terms as (
    select * from {{ ref('int_text_ticket_terms') }}
),

cells as (
    select * from {{ ref('int_text_slices') }}
),

ranked as (
    select
        keyness.*,
        terms.kind,
        terms.term,
        terms.term_label,
        row_number() over (
            partition by keyness.slice_key, terms.kind
            order by keyness.keyness desc, keyness.ticket_count desc, keyness.term_id asc
        ) as keyness_rank
    from keyness
    inner join terms
        on keyness.term_id = terms.term_id
),

-- What a reader asks for; chance passes 10.83 once in a thousand.
themes as (
    select * from ranked
    where keyness_rank <= 10 and keyness >= 10.83
),

-- The three newest tickets of each cell first: the newest of a slice are among them.
theme_terms as (
    select distinct term_id from themes
),

newest_in_cells as (
    select
        ticket_terms.term_id,
        texts.cell_key,
        arg_max(texts.ticket_key, (texts.created_at, texts.ticket_key), 3) as ticket_keys
    from ticket_terms
    semi join theme_terms
        on ticket_terms.term_id = theme_terms.term_id
    inner join texts
        on ticket_terms.ticket_key = texts.ticket_key
    group by ticket_terms.term_id, texts.cell_key
),

candidates as (
    select
        term_id,
        cell_key,
        unnest(ticket_keys) as ticket_key
    from newest_in_cells
),

examples as (
    select
        themes.slice_key,
        themes.term_id,
        array_to_string(
            arg_max(texts.ticket_id, (texts.created_at, texts.ticket_key), 3), ', '
        ) as example_ticket_ids
    from themes
    inner join cells
        on themes.slice_key = cells.slice_key
    inner join candidates
        on
            cells.cell_key = candidates.cell_key
            and themes.term_id = candidates.term_id
    inner join texts
        on candidates.ticket_key = texts.ticket_key
    group by themes.slice_key, themes.term_id
),

described as (
    select
        -- key
        themes.month_start_date,
        themes.dimension,
        themes.slice,
        themes.kind,
        themes.term,

        -- attributes
        themes.term_label,
        themes.keyness_rank,
        examples.example_ticket_ids,

        -- figures
        themes.ticket_count,
        themes.slice_ticket_count,
        themes.previous_ticket_count,
        themes.previous_slice_ticket_count,
        themes.keyness
    from themes
    inner join examples
        on
            themes.slice_key = examples.slice_key
            and themes.term_id = examples.term_id
),

-- "Reset" says nothing beside "password reset" if nearly all its tickets are about that.
longer_phrases as (
    select
        described.month_start_date,
        described.dimension,
        described.slice,
        described.kind,
        described.term,
        arg_max(phrases.term_label, (phrases.ticket_count, phrases.term)) as part_of
    from described
    inner join described as phrases
        on
            described.month_start_date = phrases.month_start_date
            and described.dimension = phrases.dimension
            and described.slice = phrases.slice
            and phrases.kind = 'phrase'
            and length(phrases.term) > length(described.term)
            and contains(' ' || phrases.term || ' ', ' ' || described.term || ' ')
            and phrases.ticket_count >= described.ticket_count * 0.8
    group by
        described.month_start_date,
        described.dimension,
        described.slice,
        described.kind,
        described.term
),

final as (
    select
        described.*,
        longer_phrases.part_of
    from described
    left join longer_phrases
        on
            described.month_start_date = longer_phrases.month_start_date
            and described.dimension = longer_phrases.dimension
            and described.slice = longer_phrases.slice
            and described.kind = longer_phrases.kind
            and described.term = longer_phrases.term
)

select * from final
