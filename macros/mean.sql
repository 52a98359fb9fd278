{#- Mean of a column of minutes: a decimal sum does not depend on the order of addition. -#}
{% macro mean(column) -%}
    cast(avg(cast({{ column }} as decimal(18, 6))) as double)
{%- endmacro %}
