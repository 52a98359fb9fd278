{% macro duckdb__is_time_zone(time_zone) -%}
    {%- set found = run_query(
        'select count(*) from pg_timezone_names() where name = ' ~ text_literal(time_zone)
    ) -%}
    {%- do return(found.columns[0].values()[0] > 0) -%}
{%- endmacro %}
