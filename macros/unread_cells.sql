{#- The cells that hold something which could not be read, each as column=cell; null where there is none (rule R6). -#}
{% macro unread_cells(conditions) -%}
    case
        when {{ conditions.values() | join(' or ') }} then list_filter([
            {%- for column, condition in conditions.items() %}
            case when {{ condition }} then concat('{{ column }}=', {{ column }}) end{{ ',' if not loop.last }}
            {%- endfor %}
        ], lambda cell: cell is not null)
    end
{%- endmacro %}
