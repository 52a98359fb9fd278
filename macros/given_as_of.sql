{#- The var as_of as a UTC timestamp; null where it is not given. -#}
{% macro given_as_of() -%}
    cast({{ text_literal(var('as_of')) if var('as_of') else 'null' }} as timestamp)
{%- endmacro %}
