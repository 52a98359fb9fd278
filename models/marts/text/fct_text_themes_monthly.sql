with

keyness as (
    select * from {{ ref('int_text__keyness') }}
),

examples as (
    select * from {{ ref('int_text__theme_examples') }}
),

final as (
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
)

select * from final
