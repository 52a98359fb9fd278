{#- Words and phrases of five tickets or more: only these can emerge. -#}
with

slice_counts as (
    select * from {{ ref('int_text__slice_counts') }}
    where dimension = 'all'
),

terms as (
    select * from {{ ref('int_text__terms') }}
    where kind in ('word', 'phrase')
),

final as (
    select
        slice_counts.term_id,
        cast(sum(slice_counts.ticket_count) as bigint) as ticket_count
    from slice_counts
    semi join terms
        on slice_counts.term_id = terms.term_id
    group by slice_counts.term_id
    having sum(slice_counts.ticket_count) >= 5
)

select * from final
