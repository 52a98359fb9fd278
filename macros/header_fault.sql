{#- A sentence on a file without a header or without a required column, with the closest it has; else none. -#}
{% macro header_fault(file, table) -%}
    {%- set required = table.config.meta.required_columns -%}
    {%- set known = table.columns.keys() | map('lower') | list -%}
    {%- set missing = required | reject('in', file.names) | list -%}
    {%- if (missing | length) == (required | length) and not (known | select('in', file.names) | list) -%}
        {%- do return(
            file.source_file ~ " has no header: its first line is '" ~ file.first_line[:80] ~ "'. It must name the "
            ~ "columns, separated by '" ~ file.delimiter ~ "' (ticket_sources." ~ table.source_name
            ~ ".delimiter), among them " ~ (required | join(', ')) ~ "."
        ) -%}
    {%- endif -%}
    {%- set others = file.names | reject('in', known) | select | list -%}
    {%- set closest = [] -%}
    {%- for name in missing if others -%}
        {%- do closest.append(adapter.dispatch('closest_word')(name, others)) -%}
    {%- endfor -%}
    {%- if missing -%}
        {%- do return(
            file.source_file ~ " lacks the required column" ~ ("s " if missing | length > 1 else " ")
            ~ (missing | join(', ')) ~ "." ~ (
                " The closest it has: " ~ (closest | unique | join(', ')) ~ ". Rename what is meant." if closest else ""
            )
        ) -%}
    {%- endif -%}
    {%- for name in known if file.names.count(name) > 1 -%}
        {%- do return(file.source_file ~ " names the column " ~ name ~ " twice. Keep one of them.") -%}
    {%- endfor -%}
{%- endmacro %}
