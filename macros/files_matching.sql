{% macro files_matching(pattern) -%}
    {%- do return(adapter.dispatch('files_matching')(pattern)) -%}
{%- endmacro %}
