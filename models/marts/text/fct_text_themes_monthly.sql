with

keyness as (
    select * from {{ ref('int_text__keyness') }}
),

examples as (
    select * from {{ ref('int_text__theme_examples') }}
),

themes as (
    select
        -- key
        keyness.month_start_date,
        keyness.dimension,
        keyness.slice,
        keyness.kind,
        keyness.term,

        -- attributes
        keyness.term_label,
        keyness.keyness_rank,
        examples.example_ticket_ids,

        -- figures
        keyness.ticket_count,
        keyness.slice_ticket_count,
        keyness.previous_ticket_count,
        keyness.previous_slice_ticket_count,
        keyness.keyness
    from keyness
    inner join examples
        on
            keyness.month_start_date = examples.month_start_date
            and keyness.dimension = examples.dimension
            and keyness.slice = examples.slice
            and keyness.term_id = examples.term_id
),

-- "Reset" says nothing beside "password reset" if nearly all its tickets are about that.
longer_phrases as (
    select
        themes.month_start_date,
        themes.dimension,
        themes.slice,
        themes.kind,
        themes.term,
        arg_max(phrases.term_label, (phrases.ticket_count, phrases.term)) as part_of
    from themes
    inner join themes as phrases
        on
            themes.month_start_date = phrases.month_start_date
            and themes.dimension = phrases.dimension
            and themes.slice = phrases.slice
            and phrases.kind = 'phrase'
            and length(phrases.term) > length(themes.term)
            and contains(' ' || phrases.term || ' ', ' ' || themes.term || ' ')
            and phrases.ticket_count >= themes.ticket_count * 0.8
    group by themes.month_start_date, themes.dimension, themes.slice, themes.kind, themes.term
),

final as (
    select
        themes.*,
        longer_phrases.part_of
    from themes
    left join longer_phrases
        on
            themes.month_start_date = longer_phrases.month_start_date
            and themes.dimension = longer_phrases.dimension
            and themes.slice = longer_phrases.slice
            and themes.kind = longer_phrases.kind
            and themes.term = longer_phrases.term
)

select * from final
