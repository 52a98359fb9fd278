{#- Start of the UTC quarter hour an instant lies in. -#}
{% macro quarter_hour_of(instant) -%}
    {{ adapter.dispatch('quarter_hour_of')(instant) }}
{%- endmacro %}
