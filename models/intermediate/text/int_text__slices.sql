{#- Tickets in each slice, and in what it is compared with. -#}
{%- set dimensions = ['category', 'product', 'queue'] -%}
with

messages as (
    select * from {{ ref('int_text__messages') }}
),

{% for dimension in dimensions -%}
    by_{{ dimension }} as (
        select
            month_start_date,
            '{{ dimension }}' as dimension,
            {{ dimension }} as slice,
            count(*) as ticket_count
        from messages
        where {{ dimension }} is not null
        group by month_start_date, {{ dimension }}
    ),

{% endfor -%}

by_month as (
    select
        month_start_date,
        'all' as dimension,
        'all' as slice,
        count(*) as ticket_count
    from messages
    group by month_start_date
),

unioned as (
    select * from by_month
    {%- for dimension in dimensions %}
        union all
        select * from by_{{ dimension }}
    {%- endfor %}
),

-- A category is compared with the others of the month, a month as a whole with the other months.
final as (
    select
        month_start_date,
        dimension,
        slice,
        case when dimension <> 'all' then cast(month_start_date as varchar) else 'all months' end
            as comparison,
        ticket_count,
        cast(
            sum(ticket_count) over (
                partition by dimension, case when dimension <> 'all' then month_start_date end
            ) as bigint
        ) as comparison_ticket_count
    from unioned
)

select * from final
