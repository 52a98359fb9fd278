{#-
    Tickets with a term, per month and per category, product and queue in the month; the slice all
    is everything.
-#}
{%- set dimensions = ['category', 'product', 'queue'] -%}
with

messages as (
    select
        *,
        {{ hash_key(['month_start_date', 'category', 'product', 'queue']) }} as cell_key
    from {{ ref('int_text__messages') }}
),

ticket_terms as (
    select * from {{ ref('int_text__ticket_terms') }}
),

cells as (
    select distinct
        cell_key,
        month_start_date,
        category,
        product,
        queue
    from messages
),

-- Adding up cells is cheaper than going over all tickets once more for each dimension.
counted as (
    select
        messages.cell_key,
        ticket_terms.term_id,
        count(*) as ticket_count
    from ticket_terms
    inner join messages
        on ticket_terms.ticket_key = messages.ticket_key
    group by messages.cell_key, ticket_terms.term_id
),

cell_counts as materialized (
    select
        cells.month_start_date,
        cells.category,
        cells.product,
        cells.queue,
        counted.term_id,
        counted.ticket_count
    from counted
    inner join cells
        on counted.cell_key = cells.cell_key
),

{%- for dimension in dimensions %}

    by_{{ dimension }} as (
        select
            month_start_date,
            '{{ dimension }}' as dimension,
            {{ dimension }} as slice,
            term_id,
            sum(ticket_count) as ticket_count
        from cell_counts
        where {{ dimension }} is not null
        group by month_start_date, {{ dimension }}, term_id
    ),
{%- endfor %}

by_month as (
    select
        month_start_date,
        'all' as dimension,
        'all' as slice,
        term_id,
        sum(ticket_count) as ticket_count
    from cell_counts
    group by month_start_date, term_id
),

unioned as (
    select * from by_month
    {%- for dimension in dimensions %}
        union all
        select * from by_{{ dimension }}
    {%- endfor %}
),

final as (
    select
        month_start_date,
        dimension,
        slice,
        term_id,
        cast(ticket_count as bigint) as ticket_count
    from unioned
)

select * from final
