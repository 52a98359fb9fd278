{#- Rule T3: whole microseconds as minutes, a double. Sums are taken before, so that they do not depend on order. -#}
{% macro minutes(microseconds) -%}
    ({{ microseconds }}) / 60000000.0
{%- endmacro %}
