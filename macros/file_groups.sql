{#- The files of a source table in groups that one select can read; none where nothing is built or tested. -#}
{% macro file_groups(table) -%}
    {%- do return(looked_into('file_groups', table) if flags.WHICH in ['build', 'run', 'retry', 'test'] else []) -%}
{%- endmacro %}
