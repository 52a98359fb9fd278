{#- A rating written as a number from 1 to 5: 4, 4.0, '4,0', 04, +4, 4/5. Null where it is anything else (rule R2). -#}
{% macro rating(text_column) -%}
    case
        when {{ text_column }} in ('1', '2', '3', '4', '5') then cast({{ text_column }} as bigint)
        when regexp_full_match({{ text_column }}, '[+]?0*[1-5]([.,]0+)?( ?/ ?5)?')
            then cast(regexp_extract({{ text_column }}, '[1-5]') as bigint)
    end
{%- endmacro %}
