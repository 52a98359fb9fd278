{#- Stops a model, as its pre-hook, at the first faults in a relation; their sentences are the message. -#}
{% macro stop_at_faults(faults_relation) -%}
    {%- if execute -%}
        {%- set sentences = run_query(
            'select fault from ' ~ faults_relation ~ ' order by fault limit 5'
        ).columns[0].values() -%}
        {%- if sentences -%}
            {{ exceptions.raise_compiler_error(sentences | join(' ')) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
