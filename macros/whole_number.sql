{#- A written whole number, '4' or '4.0'; null where it is anything else. -#}
{% macro whole_number(text_column) -%}
    case
        when regexp_full_match({{ text_column }}, '[0-9]{1,9}([.]0+)?')
            then cast(cast({{ text_column }} as double) as bigint)
    end
{%- endmacro %}
