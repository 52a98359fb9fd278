-- Grain: one row per slice of a month and term with three tickets or more in it.
with

texts as (
    select * from {{ ref('int_texts') }}
),

ticket_terms as (
    select * from {{ ref('int_text_ticket_terms') }}
),

cells as (
    select * from {{ ref('int_text_slices') }}
),

slices as (
    select distinct
        slice_key,
        month_start_date,
        dimension,
        slice,
        comparison_key,
        slice_ticket_count,
        comparison_ticket_count
    from cells
),

-- Adding up cells is cheaper than going over all tickets once for each dimension.
cell_counts as (
    select
        texts.cell_key,
        ticket_terms.term_id,
        count(*) as ticket_count
    from ticket_terms
    inner join texts
        on ticket_terms.ticket_key = texts.ticket_key
    group by texts.cell_key, ticket_terms.term_id
),

slice_counts as (
    select
        cells.slice_key,
        cell_counts.term_id,
        cast(sum(cell_counts.ticket_count) as bigint) as ticket_count
    from cell_counts
    inner join cells
        on cell_counts.cell_key = cells.cell_key
    group by cells.slice_key, cell_counts.term_id
),

comparisons as (
    select
        slices.comparison_key,
        slice_counts.term_id,
        sum(slice_counts.ticket_count) as term_ticket_count
    from slice_counts
    inner join slices
        on slice_counts.slice_key = slices.slice_key
    group by slices.comparison_key, slice_counts.term_id
),

-- A term seen once or twice in a month and slice is no theme.
counted as (
    select
        slice_counts.slice_key,
        slice_counts.term_id,
        slice_counts.ticket_count,
        slices.month_start_date,
        slices.dimension,
        slices.slice,
        slices.slice_ticket_count,
        slices.comparison_ticket_count,
        comparisons.term_ticket_count
    from slice_counts
    inner join slices
        on slice_counts.slice_key = slices.slice_key
    inner join comparisons
        on
            slices.comparison_key = comparisons.comparison_key
            and slice_counts.term_id = comparisons.term_id
    where slice_counts.ticket_count >= 3
),

-- The same slice a month before; no row where there were no tickets to count.
final as (
    select
        -- key
        counted.slice_key,
        counted.month_start_date,
        counted.dimension,
        counted.slice,
        counted.term_id,

        -- figures
        counted.ticket_count,
        counted.slice_ticket_count,
        case
            when
                previous_slices.slice_key is not null
                then coalesce(previous_counts.ticket_count, 0)
        end as previous_ticket_count,
        previous_slices.slice_ticket_count as previous_slice_ticket_count,
        {{ signed_g_squared(
            'counted.ticket_count',
            'counted.slice_ticket_count',
            'counted.term_ticket_count',
            'counted.comparison_ticket_count'
        ) }} as keyness
    from counted
    left join slices as previous_slices
        on
            counted.month_start_date = previous_slices.month_start_date + interval 1 month
            and counted.dimension = previous_slices.dimension
            and counted.slice = previous_slices.slice
    left join slice_counts as previous_counts
        on
            previous_slices.slice_key = previous_counts.slice_key
            and counted.term_id = previous_counts.term_id
)

select * from final
