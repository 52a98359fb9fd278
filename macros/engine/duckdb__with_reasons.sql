{% macro duckdb__with_reasons(reasons, conditions) -%}
    case
        when {{ conditions.values() | join(' or ') }} then list_concat({{ reasons }}, list_filter([
            {%- for reason, condition in conditions.items() %}
            case when {{ condition }} then '{{ reason }}' end{{ ',' if not loop.last }}
            {%- endfor %}
        ], lambda reason: reason is not null))
        else {{ reasons }}
    end
{%- endmacro %}
