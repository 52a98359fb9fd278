{#- The three newest tickets of each theme. -#}
with

themes as (
    select * from {{ ref('int_text__keyness') }}
    -- what a reader asks for; chance passes 10.83 once in a thousand
    where kind in ('word', 'phrase') and keyness_rank <= 10 and keyness >= 10.83
),

terms as (
    select distinct term_id from themes
),

messages as (
    select
        *,
        {{ hash_key(['month_start_date', 'category', 'product', 'queue']) }} as cell_key
    from {{ ref('int_text__messages') }}
),

tickets as (
    select * from {{ ref('int_tickets') }}
),

ticket_terms as (
    select ticket_terms.*
    from {{ ref('int_text__ticket_terms') }} as ticket_terms
    semi join terms
        on ticket_terms.term_id = terms.term_id
),

-- The newest of each cell first: the newest of a slice are among them. Cells are grouped by number,
-- all rows of one have the same month, category, product and queue.
cells as (
    select
        ticket_terms.term_id,
        any_value(messages.month_start_date) as month_start_date,
        any_value(messages.category) as category,
        any_value(messages.product) as product,
        any_value(messages.queue) as queue,
        arg_max(messages.ticket_key, (messages.created_at, messages.ticket_key), 3) as ticket_keys
    from ticket_terms
    inner join messages
        on ticket_terms.ticket_key = messages.ticket_key
    group by ticket_terms.term_id, messages.cell_key
),

candidates as (
    select
        term_id,
        month_start_date,
        category,
        product,
        queue,
        unnest(ticket_keys) as ticket_key
    from cells
),

final as (
    select
        themes.month_start_date,
        themes.dimension,
        themes.slice,
        themes.term_id,
        array_to_string(
            arg_max(tickets.ticket_id, (tickets.created_at, tickets.ticket_key), 3), ', '
        ) as example_ticket_ids
    from themes
    inner join candidates
        on
            themes.month_start_date = candidates.month_start_date
            and themes.term_id = candidates.term_id
            and case themes.dimension
                when 'category' then candidates.category
                when 'product' then candidates.product
                when 'queue' then candidates.queue
                else 'all'
            end = themes.slice
    inner join tickets
        on candidates.ticket_key = tickets.ticket_key
    group by themes.month_start_date, themes.dimension, themes.slice, themes.term_id
)

select * from final
