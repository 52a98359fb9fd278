{#- Stops the run, before any model, at files that are missing, cannot be read or lack a required column. -#}
{% macro check_source_files() -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'retry'] -%}
        {%- set faults = [] -%}
        {%- for table in graph.sources.values() -%}
            {%- set pattern = source_setting(table.source_name, table.name) -%}
            {%- set place = 'ticket_sources.' ~ table.source_name ~ '.' ~ table.name -%}
            {%- if pattern is none and table.source_name in var('ticket_sources') and not table.config.meta.get('is_optional') -%}
                {%- do faults.append("var " ~ place ~ " is missing: name the file to read.") -%}
            {%- elif pattern is not none -%}
                {%- set files = looked_into('checked_files', table) -%}
                {%- if not files and table.config.meta.get('is_optional') -%}
                    {{ print("No file " ~ pattern ~ " (" ~ place ~ "): events are derived from the tickets' own times.") }}
                {%- elif not files -%}
                    {%- do faults.append(
                        "No file " ~ pattern ~ " (var " ~ place
                        ~ "). Put an export there, name another one, or run: make generate"
                    ) -%}
                {%- endif -%}
                {%- for file in files -%}
                    {%- do faults.extend([file.fault] if file.fault else header_faults(file, table)) -%}
                {%- endfor -%}
                {%- for note in column_notes(table, files) if not faults -%}
                    {{ print(note) }}
                {%- endfor -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if faults -%}
            {{ exceptions.raise_compiler_error(faults | join(' ')) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
