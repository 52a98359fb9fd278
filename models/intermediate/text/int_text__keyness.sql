with

slice_counts as (
    select * from {{ ref('int_text__slice_counts') }}
),

slices as (
    select * from {{ ref('int_text__slices') }}
),

terms as (
    select * from {{ ref('int_text__terms') }}
),

sliced as (
    select
        slice_counts.month_start_date,
        slice_counts.dimension,
        slice_counts.slice,
        slice_counts.term_id,
        slice_counts.ticket_count,
        slices.ticket_count as slice_ticket_count,
        slices.comparison,
        slices.comparison_ticket_count
    from slice_counts
    inner join slices
        on
            slice_counts.month_start_date = slices.month_start_date
            and slice_counts.dimension = slices.dimension
            and slice_counts.slice = slices.slice
),

compared as (
    select
        dimension,
        comparison,
        term_id,
        sum(ticket_count) as term_ticket_count
    from sliced
    group by dimension, comparison, term_id
),

-- A term seen once or twice in a month and slice is no theme.
measured as (
    select
        sliced.*,
        compared.term_ticket_count,
        {{ signed_g_squared(
            'sliced.ticket_count',
            'sliced.slice_ticket_count',
            'compared.term_ticket_count',
            'sliced.comparison_ticket_count'
        ) }} as keyness
    from sliced
    inner join compared
        on
            sliced.dimension = compared.dimension
            and sliced.comparison = compared.comparison
            and sliced.term_id = compared.term_id
    where sliced.ticket_count >= 3
),

-- The same slice a month before; no row where there were no tickets to count.
final as (
    select
        measured.month_start_date,
        measured.dimension,
        measured.slice,
        measured.term_id,
        terms.kind,
        terms.term,
        terms.term_label,
        measured.ticket_count,
        measured.slice_ticket_count,
        case when slices.ticket_count is not null then coalesce(slice_counts.ticket_count, 0) end
            as previous_ticket_count,
        slices.ticket_count as previous_slice_ticket_count,
        measured.keyness,
        row_number() over (
            partition by
                measured.month_start_date, measured.dimension, measured.slice, terms.kind
            order by measured.keyness desc, measured.ticket_count desc, measured.term_id asc
        ) as keyness_rank
    from measured
    inner join terms
        on measured.term_id = terms.term_id
    left join slices
        on
            measured.month_start_date = slices.month_start_date + interval 1 month
            and measured.dimension = slices.dimension
            and measured.slice = slices.slice
    left join slice_counts
        on
            measured.month_start_date = slice_counts.month_start_date + interval 1 month
            and measured.dimension = slice_counts.dimension
            and measured.slice = slice_counts.slice
            and measured.term_id = slice_counts.term_id
)

select * from final
