{% macro duckdb__utc_timestamp(text_column, time_zone, time_format) -%}
    {%- if time_format -%}
        {%- set naive = "try_strptime(" ~ text_column ~ ", " ~ text_literal(time_format) ~ ")" -%}
    {%- else -%}
        {%- set naive = "try_cast(" ~ text_column ~ " as timestamp)" -%}
    {%- endif -%}
    case
        when
            length({{ text_column }}) > 16
            and regexp_matches({{ text_column }}, ':[0-9.]+ ?(Z|z|[+-][0-9]{2}(:?[0-9]{2})?)$')
            then timezone('UTC', try_cast({{ text_column }} as timestamptz))
        when isfinite({{ naive }})
            {%- if time_zone == 'UTC' %}
            then {{ naive }}
            {%- else %}
            then timezone('UTC', timezone({{ text_literal(time_zone) }}, {{ naive }}))
            {%- endif %}
    end
{%- endmacro %}
