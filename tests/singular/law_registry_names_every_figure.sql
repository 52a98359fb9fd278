-- Section 9: every figure of a KPI table is in kpi_definitions, and kpi_definitions names nothing
-- else. The law depends on every KPI, so that `dbt build --select a_kpi+1` runs it, too.
{%- set text_kpis = [
    'kpi_emerging_themes_weekly', 'kpi_sentiment_weekly', 'kpi_text_themes_monthly',
    'kpi_text_topics_weekly',
] %}
{%- set kpis = [
    'kpi_agent_performance_monthly', 'kpi_backlog_ageing', 'kpi_backlog_daily', 'kpi_by_priority',
    'kpi_csat_monthly', 'kpi_response_and_resolution_weekly', 'kpi_sla_at_risk',
    'kpi_sla_attainment_weekly', 'kpi_ticket_volume_daily', 'kpi_ticket_volume_hourly',
] %}
{%- set left_out = [] if var('text_analysis') else text_kpis %}
{%- set kpis = (kpis + text_kpis) | reject('in', left_out) | list %}
{%- for kpi in kpis %}
-- depends_on: {{ ref(kpi) }}
{%- endfor %}
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
    {%- for node in graph.nodes.values() if node.schema == 'kpi' and node.name not in kpis %}
        select
            '{{ node.name }}' as kpi_table,
            '(this table is not in the list of the law)' as figure
        union all
    {%- endfor %}
    select
        cast(null as varchar) as kpi_table,
        cast(null as varchar) as figure
    where false
),

figures as (
    select * from columns
    where
        figure not in ('min_age_days', 'cycle_number', 'iso_weekday', 'hour_of_day')
        and not figure like '%_key'
),

registry as (
    select
        kpi_table,
        figure
    from {{ ref('kpi_definitions') }}
    where kpi_table not in ('{{ left_out | join("', '") }}')
)

select
    coalesce(figures.kpi_table, registry.kpi_table) as kpi_table,
    coalesce(figures.figure, registry.figure) as figure,
    case
        when registry.figure is null then 'is not in kpi_definitions.csv'
        else 'is in kpi_definitions.csv and in no table'
    end as fault
from figures
full outer join registry
    on
        figures.kpi_table = registry.kpi_table
        and figures.figure = registry.figure
where figures.figure is null or registry.figure is null
