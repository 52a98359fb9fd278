{#- The last value so far that is not null; stands before over (...). -#}
{% macro last_known(column) -%}
    {{ adapter.dispatch('last_known')(column) }}
{%- endmacro %}
