{#-
    Stops the run, before any model, at vars and seeds that are not usable; names all faults at once. Says what is read in a
    way that may not be meant: hours that end at 23:59, and the sample.
-#}
{% macro check_settings() -%}
    {%- if execute -%}
        {%- set reads_seeds = flags.WHICH in ['build', 'seed'] -%}
        {%- set faults = var_faults() + (seed_faults() if reads_seeds else []) -%}
        {%- if faults -%}
            {{ exceptions.raise_compiler_error(faults | join('\n')) }}
        {%- endif -%}
        {%- for seed in graph.nodes.values() if reads_seeds and seed.name in ['business_hours', 'holidays'] -%}
            {%- set rows = adapter.dispatch('seed_rows')(seed.root_path ~ '/' ~ seed.original_file_path) -%}
            {%- if 'closes_at' in run_query('describe ' ~ rows).columns[0].values() -%}
                {%- set almost -%}
                    select distinct calendar_id {{ rows }} where closes_at in ('23:59', '23:59:59') order by calendar_id
                {%- endset -%}
                {%- for calendar in run_query(almost).columns[0].values() -%}
                    {{ print(
                        "Calendar " ~ calendar ~ " in " ~ seed.name ~ ".csv closes at 23:59: read as 24:00, the end of the day."
                    ) }}
                {%- endfor -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if is_sample() -%}
            {{ print(
                "data/raw is empty, so this is the sample: 300 made-up tickets in data/sample. Put an export at "
                ~ "data/raw/support_tickets.csv, or run: make generate"
            ) }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
