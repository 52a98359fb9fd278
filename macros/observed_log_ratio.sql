{#- observed * ln(observed / expected) of one cell of a table of counts; 0 where nothing was observed. -#}
{% macro observed_log_ratio(observed, row_total, column_total, total) -%}
    case
        when {{ observed }} > 0 then ({{ observed }}) * ln(
            cast({{ observed }} as double) * {{ total }}
            / (cast({{ row_total }} as double) * ({{ column_total }}))
        )
        else 0
    end
{%- endmacro %}
