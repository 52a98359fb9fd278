{#-
    63 bits of DuckDB's hash: an integer joins and sorts several times faster than a text, and costs a tenth
    of an md5. Keys hold within a build; another version of DuckDB may give others.
-#}
{% macro duckdb__hash_key(columns) -%}
    cast(hash({{ columns | join(', ') }}) >> 1 as bigint)
{%- endmacro %}
