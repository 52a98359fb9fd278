{% macro report_rows(results) -%}
{%- endmacro %}
