{#- The staging tables of one kind, 'tickets' or 'ticket_events', of every source in use, one below the other. -#}
{% macro union_of_sources(kind, columns) -%}
    {%- for source_system in var('ticket_sources') %}
    select
        {{ columns | join(', ') | wordwrap(92, wrapstring='\n        ') }}
    from {{ ref('stg_' ~ source_system ~ '__' ~ kind) }}
    {%- if not loop.last %}

    union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}
