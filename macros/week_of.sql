{#- The first day of the week that a day lies in; weeks begin on var('week_starts_on'). -#}
{% macro week_of(date_column) -%}
    {%- if var('week_starts_on') == 'sunday' -%}
        cast(date_trunc('week', {{ date_column }} + 1) as date) - 1
    {%- else -%}
        cast(date_trunc('week', {{ date_column }}) as date)
    {%- endif -%}
{%- endmacro %}
