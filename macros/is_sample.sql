{#- Whether data/sample is read in place of data/raw: nothing is there, and --vars name no files. -#}
{% macro is_sample() -%}
    {%- do return(
        execute
        and 'ticket_sources' not in (invocation_args_dict.vars or {})
        and not adapter.dispatch('files_matching')('data/raw/[a-zA-Z0-9]*')
        and adapter.dispatch('files_matching')('data/sample/*')
    ) -%}
{%- endmacro %}
