{#- Ends a run with the first row each failed test or law found: it says which ticket, figure or word it is about. -#}
{% macro report_failures(results) -%}
    {%- if execute -%}
        {%- for result in results if result.status in ['fail', 'warn'] and result.node.resource_type == 'test' -%}
            {%- set found = run_query('select * from (' ~ result.node.compiled_code ~ '\n) as found limit 1') -%}
            {%- set cells = [] -%}
            {%- for column in found.columns if found.rows -%}
                {%- do cells.append(column.name ~ ' = ' ~ column.values()[0]) -%}
            {%- endfor -%}
            {%- if 'sentence' in found.column_names and found.rows -%}
                {{ print(found.columns['sentence'].values()[0]) }}
            {%- elif cells -%}
                {{ print(result.node.name ~ ' found ' ~ result.failures ~ ', the first: ' ~ (cells | join(', '))) }}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
