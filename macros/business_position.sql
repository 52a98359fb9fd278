{#- Business microseconds of an instant's calendar before it, given the slot the instant lies in (rules C). -#}
{% macro business_position(instant, slots) -%}
    {{ adapter.dispatch('business_position')(instant, slots) }}
{%- endmacro %}
