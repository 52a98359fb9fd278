{#- The instant of a business position, given the open slot it lies in: the inverse of business_position (rules C). -#}
{% macro instant_of_position(position, slots) -%}
    {{ adapter.dispatch('instant_of_position')(position, slots) }}
{%- endmacro %}
