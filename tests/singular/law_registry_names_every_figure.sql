-- Section 9: every figure of a KPI table is in kpi_definitions, and kpi_definitions names nothing else.
-- depends_on: {{ ref("kpi_by_priority") }}
with

columns as (
    select
        table_name as kpi_table,
        column_name as figure
    from information_schema.columns
    where
        table_schema = 'kpi'
        and table_catalog = '{{ target.database }}'
        and data_type in ('BIGINT', 'DOUBLE')
        and column_name <> 'min_age_days'
),

registry as (
    select
        kpi_table,
        figure
    from {{ ref('kpi_definitions') }}
)

select *
from columns
full outer join registry
    on
        columns.kpi_table = registry.kpi_table
        and columns.figure = registry.figure
where columns.figure is null or registry.figure is null
