{#- One row per quarter hour in [from, to): column slot_start. -#}
{% macro quarter_hours(from_column, to_column) -%}
    {{ adapter.dispatch('quarter_hours')(from_column, to_column) }}
{%- endmacro %}
