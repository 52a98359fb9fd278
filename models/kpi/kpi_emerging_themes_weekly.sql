-- Grain: one row per week and emerging theme: what is new, since when, how strongly, and how often
-- such an alarm would come by chance.
with

alarms as (
    select * from {{ ref('fct_emerging_themes_weekly') }}
),

-- A theme is as strong as its strongest term, and new if that is.
themes as (
    select
        week_start_date,
        theme_rank,
        max(term_label) filter (where is_strongest) as term_label,
        bool_or(is_new) filter (where is_strongest) as is_new,
        min(raised_since_date) filter (where is_strongest) as raised_since_date,
        array_to_string(
            list_slice(
                list(term_label order by cusum desc, kind desc, term asc) filter (
                    where not is_strongest
                ),
                1,
                6
            ),
            ', '
        ) as related_terms,
        max(example_ticket_ids) as example_ticket_ids,
        max(theme_ticket_count) as theme_ticket_count,
        max(ticket_count) filter (where is_strongest) as ticket_count,
        max(expected_tickets) filter (where is_strongest) as expected_tickets,
        max(cusum) filter (where is_strongest) as cusum,
        max(alarms_by_chance) filter (where is_strongest) as alarms_by_chance
    from alarms
    group by week_start_date, theme_rank
),

final as (
    select
        -- key
        week_start_date,
        cast(row_number() over (partition by week_start_date order by theme_rank) as integer)
            as theme_rank,

        -- attributes
        term_label,
        related_terms,
        is_new,
        raised_since_date,
        example_ticket_ids,

        -- figures
        theme_ticket_count,
        ticket_count,
        expected_tickets,
        {{ ratio('ticket_count', 'expected_tickets') }} as ticket_ratio,
        cusum,
        alarms_by_chance
    from themes
)

select * from final
order by week_start_date, theme_rank
