{#- What is wrong with the vars, one sentence per fault. scripts/publishing/checks.py asks before dbt starts, too. -#}
{% macro var_faults() -%}
    {%- set faults = [] -%}
    {%- set known = [
        'ticket_sources', 'as_of', 'min_accepted_share', 'reporting_time_zone', 'week_starts_on', 'policies_are_ours',
        'text_analysis', 'text_topic_count'
    ] -%}
    {%- for name in invocation_args_dict.vars or {} if name not in known -%}
        {%- do faults.append(
            "There is no var " ~ name ~ ". The closest is " ~ adapter.dispatch('closest_word')(name, known)
            ~ "; there are " ~ (known | join(', ')) ~ "."
        ) -%}
    {%- endfor -%}
    {%- set as_of = var('as_of') -%}
    {%- if as_of is not none and not (
        modules.re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?', as_of | string)
        and run_query(
            'select try_cast(' ~ text_literal(as_of) ~ ' as timestamp) is not null'
        ).columns[0].values()[0]
    ) -%}
        {%- do faults.append(
            "var as_of is " ~ as_of ~ ": write a UTC time like 2026-10-01 or '2026-10-01 18:00:00'."
        ) -%}
    {%- endif -%}
    {%- if var('week_starts_on') not in ['monday', 'sunday'] -%}
        {%- do faults.append("var week_starts_on is " ~ var('week_starts_on') ~ ": write monday or sunday.") -%}
    {%- endif -%}
    {%- set share = var('min_accepted_share') -%}
    {%- if share is boolean or share is not number or share < 0 or share > 1 -%}
        {%- do faults.append("var min_accepted_share is " ~ share ~ ": write a share from 0 to 1, like 0.9.") -%}
    {%- endif -%}
    {%- for name in ['text_analysis', 'policies_are_ours'] if var(name) is not boolean -%}
        {%- do faults.append("var " ~ name ~ " is " ~ var(name) ~ ": write true or false.") -%}
    {%- endfor -%}
    {%- set topics = var('text_topic_count') -%}
    {%- if topics is not integer or topics is boolean or topics < 1 -%}
        {%- do faults.append("var text_topic_count is " ~ topics ~ ": write a whole number above zero.") -%}
    {%- endif -%}
    {%- set zones = {'reporting_time_zone': var('reporting_time_zone')} -%}
    {%- set sources = var('ticket_sources') -%}
    {%- if sources is not mapping or not sources -%}
        {%- do faults.append(
            "var ticket_sources is " ~ sources ~ ": write a mapping like "
            ~ "{generic: {tickets: data/raw/support_tickets.csv, time_zone: UTC}}."
        ) -%}
        {%- set sources = {} -%}
    {%- endif -%}
    {%- set adapters = graph.sources.values() | map(attribute='source_name') | unique | sort | list -%}
    {%- for name, settings in sources.items() -%}
        {%- set place = 'var ticket_sources.' ~ name -%}
        {%- set tables = graph.sources.values() | selectattr('source_name', 'equalto', name)
            | map(attribute='name') | list -%}
        {%- set allowed = tables + ['time_zone', 'delimiter', 'date_order', 'end_time'] -%}
        {%- if name not in adapters -%}
            {%- do faults.append(
                "var ticket_sources names the source " ~ name ~ "; there are adapters for "
                ~ (adapters | join(', ')) ~ "."
            ) -%}
        {%- elif settings is not mapping -%}
            {%- do faults.append(place ~ " is " ~ settings ~ ": write a mapping with " ~ (allowed | join(', ')) ~ ".") -%}
        {%- else -%}
            {%- for setting, value in settings.items() if setting not in allowed or value is not string or not value -%}
                {%- do faults.append(
                    place ~ "." ~ setting ~ " is " ~ value ~ ": a source takes " ~ (allowed | join(', ')) ~ ", each a text."
                ) -%}
            {%- endfor -%}
            {%- if (settings.get('delimiter') or ',') not in [',', ';', '|', '\t'] -%}
                {%- do faults.append(
                    place ~ ".delimiter is " ~ settings.delimiter ~ ": it can be a comma, a semicolon, a bar or a tab."
                ) -%}
            {%- endif -%}
            {%- if (settings.get('end_time') or 'updated_at') != 'updated_at' -%}
                {%- do faults.append(
                    place ~ ".end_time is " ~ settings.end_time ~ ": it can be updated_at, where the last update of a "
                    ~ "ticket closed without an end time is its end; leave it out where it is not."
                ) -%}
            {%- endif -%}
            {%- if (settings.get('date_order') or 'dmy') not in ['dmy', 'mdy', 'ymd'] -%}
                {%- do faults.append(
                    place ~ ".date_order is " ~ settings.date_order ~ ": it can be dmy (day first, 31.12.2026), mdy "
                    ~ "(month first, 12/31/2026) or ymd (year first, 26-12-31)."
                ) -%}
            {%- endif -%}
            {%- do zones.update({'ticket_sources.' ~ name ~ '.time_zone': settings.get('time_zone') or 'UTC'}) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for name, zone in zones.items() if not adapter.dispatch('is_time_zone')(zone) -%}
        {%- do faults.append(
            "var " ~ name ~ " is " ~ zone ~ ": write a zone of the IANA list, like Europe/Berlin or UTC."
        ) -%}
    {%- endfor -%}
    {%- do return(faults) -%}
{%- endmacro %}
