{#- Whether a word has letters and all of them are capitals. -#}
{% macro is_capitals(word) -%}
    coalesce({{ word }} = upper({{ word }}) and {{ word }} <> lower({{ word }}), false)
{%- endmacro %}
