{#- Stops the run, before any model, at vars and seeds that are not usable; names all faults at once. -#}
{% macro check_settings() -%}
    {%- if execute -%}
        {%- set faults = var_faults() + (seed_faults() if flags.WHICH in ['build', 'seed'] else []) -%}
        {%- if faults -%}
            {{ exceptions.raise_compiler_error(faults | join('\n')) }}
        {%- endif -%}
        {%- if is_sample() -%}
            {{ print(
                "data/raw is empty, so this is the sample: 300 made-up tickets in data/sample. Put an export at "
                ~ "data/raw/support_tickets.csv, or run: make generate"
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
