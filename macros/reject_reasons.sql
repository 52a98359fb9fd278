{#- The reasons that apply, in order, as a list; null where the row is sound. An unreadable row has no other. -#}
{% macro reject_reasons(read_error, reasons) -%}
    case
        when {{ read_error }} is not null then [{{ read_error }}]
        when {{ reasons.values() | join(' or ') }} then list_filter([
            {%- for reason, condition in reasons.items() %}
            case when {{ condition }} then '{{ reason }}' end{{ ',' if not loop.last }}
            {%- endfor %}
        ], lambda reason: reason is not null)
    end
{%- endmacro %}
