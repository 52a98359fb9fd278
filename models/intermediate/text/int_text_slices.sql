-- Grain: one row per slice of a month and cell in it. A slice is a category, product or queue, or
-- all tickets; a cell holds the tickets that are in the same slices.
{%- set dimensions = ['category', 'product', 'queue'] %}
with

texts as (
    select * from {{ ref('int_texts') }}
),

cells as (
    select
        cell_key,
        month_start_date,
        category,
        product,
        queue,
        count(*) as ticket_count
    from texts
    group by cell_key, month_start_date, category, product, queue
),

cell_slices as (
    select
        cell_key,
        month_start_date,
        'all' as dimension,
        'all' as slice,
        ticket_count
    from cells
    {%- for dimension in dimensions %}

        union all

        select
            cell_key,
            month_start_date,
            '{{ dimension }}' as dimension,
            {{ dimension }} as slice,
            ticket_count
        from cells
        where {{ dimension }} is not null
    {%- endfor %}
),

-- A category is compared with the others of the month, a month as a whole with the other months.
keyed as (
    select
        *,
        {{ hash_key(['month_start_date', 'dimension', 'slice']) }} as slice_key,
        {{ hash_key(['dimension', "case when dimension <> 'all' then month_start_date end"]) }}
            as comparison_key
    from cell_slices
),

final as (
    select
        -- key
        cell_key,
        slice_key,
        month_start_date,
        dimension,
        slice,
        comparison_key,

        -- figures of the slice, and of all it is compared with
        cast(sum(ticket_count) over (partition by slice_key) as bigint) as slice_ticket_count,
        cast(sum(ticket_count) over (partition by comparison_key) as bigint)
            as comparison_ticket_count
    from keyed
)

select * from final
