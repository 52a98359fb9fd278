{#- Whether a var is a date or a time to the second, without zone, that exists. -#}
{% macro is_time(value) -%}
    {%- if not modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?', value | string) -%}
        {%- do return(false) -%}
    {%- endif -%}
    {%- do return(
        run_query('select try_cast(' ~ text_literal(value) ~ ' as timestamp) is not null').columns[0].values()[0]
    ) -%}
{%- endmacro %}
