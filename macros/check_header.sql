{#- Stops the run at a file without a header line or without a required column; names the closest column. -#}
{% macro check_header(file, table) -%}
    {%- set first_lines = run_query(
        'select line from (' ~ adapter.dispatch('file_lines')(file) ~ ') as lines limit 1'
    ).columns['line'].values() -%}
    {%- if not first_lines or not first_lines[0] -%}
        {{ exceptions.raise_compiler_error(
            file ~ " is empty: it needs a header line and rows. Export it again, or take it out of ticket_sources."
        ) }}
    {%- endif -%}
    {%- set delimiter = source_setting(table.source_name, 'delimiter') or ',' -%}
    {%- set header = [] -%}
    {%- for name in first_lines[0].split(delimiter) -%}
        {%- do header.append(name.strip().strip('"').strip() | lower) -%}
    {%- endfor -%}
    {%- set missing = table.config.meta.required_columns | reject('in', header) | list -%}
    {%- if missing and (missing | length) == (table.config.meta.required_columns | length)
        and not (table.columns.keys() | select('in', header) | list) -%}
        {{ exceptions.raise_compiler_error(
            file ~ " has no header: its first line is '" ~ first_lines[0][:80] ~ "'. It must name the columns, "
            ~ "separated by '" ~ delimiter ~ "' (ticket_sources." ~ table.source_name ~ ".delimiter), among them "
            ~ (table.config.meta.required_columns | join(', ')) ~ "."
        ) }}
    {%- endif -%}
    {%- set others = header | reject('in', table.columns.keys() | list) | select | list -%}
    {%- for name in missing -%}
        {%- set closest = adapter.dispatch('closest_word')(name, others) if others -%}
        {{ exceptions.raise_compiler_error(
            file ~ " lacks the required column " ~ name ~ "."
            ~ (" The closest it has is " ~ closest ~ ": rename that one in the file if it is meant." if closest else "")
        ) }}
    {%- endfor -%}
    {%- set repeated = [] -%}
    {%- for name in header if header.count(name) > 1 and name in table.columns -%}
        {%- do repeated.append(name) -%}
    {%- endfor -%}
    {%- if repeated -%}
        {{ exceptions.raise_compiler_error(file ~ " names the column " ~ repeated[0] ~ " twice. Keep one of them.") }}
    {%- endif -%}
{%- endmacro %}
