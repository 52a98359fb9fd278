{#- 1 for a positive valence, else -1. -#}
{% macro direction(valence) -%}
    case when {{ valence }} > 0 then 1 else -1 end
{%- endmacro %}
