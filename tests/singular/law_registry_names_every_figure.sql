-- Section 9: every figure of a KPI table is in kpi_definitions, and kpi_definitions names nothing
-- else.
with

-- Contracts hold tables to their YAML, so that is where the figures are read from.
columns as (
    {%- for node in graph.nodes.values() if node.schema == 'kpi' %}
        {%- for column in node.columns.values() if column.data_type in ['bigint', 'double'] %}
            select
                '{{ node.name }}' as kpi_table,
                '{{ column.name }}' as figure
            union all
        {%- endfor %}
    {%- endfor %}
    select
        cast(null as varchar) as kpi_table,
        cast(null as varchar) as figure
    where false
),

figures as (
    select * from columns
    where figure not in ('min_age_days', 'cycle_number') and not figure like '%_key'
),

registry as (
    select
        kpi_table,
        figure
    from {{ ref('kpi_definitions') }}
    {%- if not var('text_analysis') %}
        where
            kpi_table not in (
                'kpi_text_themes_monthly', 'kpi_emerging_themes_weekly',
                'kpi_text_topics_weekly', 'kpi_sentiment_weekly'
            )
    {%- endif %}
)

select
    figures.*,
    registry.*
from figures
full outer join registry
    on
        figures.kpi_table = registry.kpi_table
        and figures.figure = registry.figure
where figures.figure is null or registry.figure is null
