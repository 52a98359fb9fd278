-- Grain: one row per month, slice, kind and rank: up to ten words and ten phrases that are typical
-- of the slice in the month, by keyness.
with

themes as (
    select * from {{ ref('fct_text_themes_monthly') }}
),

final as (
    select
        -- key
        month_start_date,
        dimension,
        slice,
        kind,
        term,

        -- attributes
        term_label,
        cast(keyness_rank as integer) as theme_rank,
        part_of,
        example_ticket_ids,

        -- figures
        ticket_count,
        slice_ticket_count,
        {{ ratio('ticket_count', 'slice_ticket_count') }} as ticket_share,
        previous_ticket_count,
        previous_slice_ticket_count,
        {{ ratio('ticket_count', 'slice_ticket_count') }}
        - {{ ratio('previous_ticket_count', 'previous_slice_ticket_count') }}
            as ticket_share_change,
        keyness
    from themes
)

select * from final
order by month_start_date, dimension, slice, kind, theme_rank
