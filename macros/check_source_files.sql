{#- Stops the run, before any model, at a file that is missing, empty, unreadable or lacks a required column. -#}
{% macro check_source_files() -%}
    {%- if execute and flags.WHICH in ['build', 'run', 'retry'] -%}
        {%- for table in graph.sources.values() -%}
            {%- set pattern = source_setting(table.source_name, table.name) -%}
            {%- set place = 'ticket_sources.' ~ table.source_name ~ '.' ~ table.name -%}
            {%- if pattern is none and table.source_name in var('ticket_sources') and not table.config.meta.get('is_optional') -%}
                {{ exceptions.raise_compiler_error("var " ~ place ~ " is missing: name the file to read.") }}
            {%- elif pattern is not none -%}
                {%- set files = files_matching(pattern) -%}
                {%- if not files and table.config.meta.get('is_optional') -%}
                    {{ print("No file " ~ pattern ~ " (" ~ place ~ "): events are derived from the tickets' own times.") }}
                {%- elif not files -%}
                    {{ exceptions.raise_compiler_error(
                        "No file " ~ pattern ~ " (var " ~ place
                        ~ "). Put an export there, name another one, or run: make generate"
                    ) }}
                {%- endif -%}
                {%- for file in files -%}
                    {{ check_header(file, table) }}
                {%- endfor -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
