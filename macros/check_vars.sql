{#- Stops the run, before any model, at a var that is not usable. -#}
{% macro check_vars() -%}
    {%- if execute -%}
        {%- set as_of = var('as_of') -%}
        {%- if as_of is not none and not is_time(as_of) -%}
            {{ exceptions.raise_compiler_error(
                "var as_of is " ~ as_of ~ ": write a UTC time like 2026-10-01 or '2026-10-01 18:00:00'."
            ) }}
        {%- endif -%}
        {{ check_time_zone('reporting_time_zone', var('reporting_time_zone')) }}
        {%- set topics = var('text_topic_count') -%}
        {%- if topics is not integer or topics is boolean or topics < 1 -%}
            {{ exceptions.raise_compiler_error(
                "var text_topic_count is " ~ topics ~ ": write a whole number above zero."
            ) }}
        {%- endif -%}
        {%- set sources = var('ticket_sources') -%}
        {%- set known = graph.sources.values() | map(attribute='source_name') | unique | sort | list -%}
        {%- if sources is not mapping or not sources -%}
            {{ exceptions.raise_compiler_error(
                "var ticket_sources is " ~ sources ~ ": write a mapping like "
                ~ "{generic: {tickets: data/raw/support_tickets.csv, time_zone: UTC}}."
            ) }}
        {%- endif -%}
        {%- for name, settings in sources.items() -%}
            {%- if name not in known -%}
                {{ exceptions.raise_compiler_error(
                    "var ticket_sources names the source " ~ name ~ "; there are adapters for "
                    ~ (known | join(', ')) ~ "."
                ) }}
            {%- endif -%}
            {%- set tables = graph.sources.values() | selectattr('source_name', 'equalto', name)
                | map(attribute='name') | list -%}
            {%- set allowed = tables + ['time_zone', 'delimiter'] -%}
            {%- if settings is not mapping -%}
                {{ exceptions.raise_compiler_error(
                    "var ticket_sources." ~ name ~ " is " ~ settings ~ ": write a mapping with "
                    ~ (allowed | join(', ')) ~ "."
                ) }}
            {%- endif -%}
            {%- for setting, value in settings.items() -%}
                {%- if setting not in allowed or value is not string or not value -%}
                    {{ exceptions.raise_compiler_error(
                        "var ticket_sources." ~ name ~ "." ~ setting ~ " is " ~ value ~ ": a source takes "
                        ~ (allowed | join(', ')) ~ ", each a text."
                    ) }}
                {%- endif -%}
            {%- endfor -%}
            {%- if (settings.get('delimiter') or ',') not in [',', ';', '|', '\t'] -%}
                {{ exceptions.raise_compiler_error(
                    "var ticket_sources." ~ name ~ ".delimiter is " ~ settings.delimiter
                    ~ ": it can be a comma, a semicolon, a bar or a tab."
                ) }}
            {%- endif -%}
            {{ check_time_zone('ticket_sources.' ~ name ~ '.time_zone', source_time_zone(name)) }}
        {%- endfor -%}
    {%- endif -%}
{%- endmacro %}
