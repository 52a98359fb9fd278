{#- Sentences on a file whose header is none, lacks a required column or names one twice. -#}
{% macro header_faults(file, table) -%}
    {%- set required = table.config.meta.required_columns -%}
    {%- set known = table.columns.keys() | map('lower') | list -%}
    {%- set missing = required | reject('in', file.names) | list -%}
    {%- set faults = [] -%}
    {%- if missing == required and not (known | select('in', file.names) | list) -%}
        {%- do return([
            file.source_file ~ " has no header: its first line is '" ~ file.first_line[:80] ~ "'. It must name the "
            ~ "columns, separated by '" ~ file.delimiter ~ "' (ticket_sources." ~ table.source_name
            ~ ".delimiter), among them " ~ (required | join(', ')) ~ "."
        ]) -%}
    {%- endif -%}
    {%- set others = file.names | reject('in', known) | select | list -%}
    {%- for name in missing -%}
        {%- set closest = adapter.dispatch('closest_word')(name, others) if others -%}
        {%- do faults.append(
            file.source_file ~ " lacks the required column " ~ name ~ "."
            ~ (" The closest it has is " ~ closest ~ ": rename that one in the file if it is meant." if closest else "")
        ) -%}
    {%- endfor -%}
    {%- for name in known if file.names.count(name) > 1 -%}
        {%- do faults.append(file.source_file ~ " names the column " ~ name ~ " twice. Keep one of them.") -%}
    {%- endfor -%}
    {%- do return(faults) -%}
{%- endmacro %}
