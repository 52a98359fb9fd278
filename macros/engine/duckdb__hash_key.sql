{#-
    63 bits of an md5: an integer joins and sorts several times faster than its 32 hex digits. Each value is
    preceded by its length, so that no two lists of values read the same.
-#}
{% macro duckdb__hash_key(columns) -%}
    cast(
        md5_number_lower(
            {%- for column in columns %}
            coalesce(length(cast({{ column }} as varchar)) || ':' || cast({{ column }} as varchar), '-')
            {{- ' || ' if not loop.last }}
            {%- endfor %}
        ) >> 1 as bigint
    )
{%- endmacro %}
