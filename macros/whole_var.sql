{#- A var that is a whole number above zero; anything else stops the run. -#}
{% macro whole_var(name) -%}
    {%- if execute and (var(name) is not integer or var(name) is boolean or var(name) < 1) -%}
        {{ exceptions.raise_compiler_error("var " ~ name ~ " is " ~ var(name) ~ ": write a whole number above zero.") }}
    {%- endif -%}
    {{ var(name) | int }}
{%- endmacro %}
