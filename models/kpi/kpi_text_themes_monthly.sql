with

themes as (
    select * from {{ ref('fct_text_themes_monthly') }}
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
        -- key
        themes.month_start_date,
        themes.dimension,
        themes.slice,
        themes.kind,
        themes.term,

        -- attributes
        themes.term_label,
        cast(themes.keyness_rank as integer) as theme_rank,
        longer_phrases.part_of,
        themes.example_ticket_ids,

        -- figures
        themes.ticket_count,
        themes.slice_ticket_count,
        {{ ratio('themes.ticket_count', 'themes.slice_ticket_count') }} as ticket_share,
        themes.previous_ticket_count,
        themes.previous_slice_ticket_count,
        {{ ratio('themes.ticket_count', 'themes.slice_ticket_count') }}
        - {{ ratio('themes.previous_ticket_count', 'themes.previous_slice_ticket_count') }}
            as ticket_share_change,
        themes.keyness
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
order by month_start_date, dimension, slice, kind, theme_rank
