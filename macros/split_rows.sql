{#- One row per part of a text that lists several. -#}
{% macro split_rows(text_column, separator) -%}
    {{ adapter.dispatch('split_rows')(text_column, separator) }}
{%- endmacro %}
