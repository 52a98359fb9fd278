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
        {%- set fitting = adapter.dispatch('fitting_columns')(file, others, table.columns[name]) if others else [] -%}
        {%- set closest = adapter.dispatch('closest_word')(name, fitting or others) if others -%}
        {%- if name == required[0] and fitting -%}
            {%- set hint = " Its column " ~ fitting[0] ~ " is unique and never empty" -%}
        {%- else -%}
            {%- set hint = " The closest it has is " ~ closest if closest -%}
        {%- endif -%}
        {%- do faults.append(
            file.source_file ~ " lacks the required column " ~ name ~ "."
            ~ (hint ~ ": rename that one in the file if it is meant." if hint else "")
        ) -%}
    {%- endfor -%}
    {%- for name in known if file.names.count(name) > 1 -%}
        {%- do faults.append(file.source_file ~ " names the column " ~ name ~ " twice. Keep one of them.") -%}
    {%- endfor -%}
    {%- do return(faults) -%}
{%- endmacro %}
