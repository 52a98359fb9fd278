{#-
    What is wrong with the files of the seeds, one sentence per fault: columns that are not known or lacking, cells that
    are not of their column's type. A file may lack the columns in meta.optional_columns. scripts/publishing/checks.py asks before dbt starts, too.
-#}
{% macro seed_faults() -%}
    {%- set faults = [] -%}
    {%- set words = {'integer': 'a whole number', 'date': 'a day like 2026-12-25', 'boolean': 'true or false'} -%}
    {%- for seed in graph.nodes.values() if seed.resource_type == 'seed' -%}
        {%- set file = seed.original_file_path -%}
        {%- set rows = adapter.dispatch('seed_rows')(seed.root_path ~ '/' ~ file) -%}
        {%- set types = dict(seed.config.column_types, **seed.config.meta.get('optional_columns', {})) -%}
        {%- set columns = run_query('describe ' ~ rows).columns[0].values() | list -%}
        {%- for name in columns if name not in types -%}
            {%- do faults.append(
                file ~ " has the column " ~ name ~ ", which is not known. There are " ~ (types.keys() | join(', ')) ~ "."
            ) -%}
        {%- endfor -%}
        {%- for name in seed.config.column_types if name not in columns -%}
            {%- do faults.append(file ~ " lacks the column " ~ name ~ ".") -%}
        {%- endfor -%}
        {%- if 'time_zone' in columns -%}
            {%- for zone in run_query('select distinct time_zone ' ~ rows ~ ' order by time_zone').columns[0].values()
                if not adapter.dispatch('is_time_zone')(zone or '') -%}
                {%- do faults.append(
                    file ~ ": time_zone is " ~ (zone or '(none)') ~ "; write a zone of the IANA list, like Europe/Berlin or UTC."
                ) -%}
            {%- endfor -%}
        {%- endif -%}
        {%- for name, type in types.items() if type in words and name in columns -%}
            {%- for row in run_query(adapter.dispatch('unreadable_cells')(rows, name, type)).rows -%}
                {%- do faults.append(
                    file ~ ", row " ~ row[0] ~ ": " ~ name ~ " is " ~ row[1] ~ "; write " ~ words[type] ~ "."
                ) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- do return(faults) -%}
{%- endmacro %}
