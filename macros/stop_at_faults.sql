{#- Stops a model, as its pre-hook, at the first faults in some relations; their sentences are the message. -#}
{% macro stop_at_faults(faults_relations) -%}
    {%- if execute -%}
        {%- set selects = [] -%}
        {%- for relation in faults_relations -%}
            {%- do selects.append('select fault from ' ~ relation) -%}
        {%- endfor -%}
        {%- set sentences = run_query(
            (selects | join(' union all ')) ~ ' order by fault limit 5'
        ).columns[0].values() -%}
        {%- if sentences -%}
            {{ exceptions.raise_compiler_error(sentences | join(' ')) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
