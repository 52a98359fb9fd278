{#-
    Nothing is cast that is not written as ISO: DuckDB would take 'epoch', drop an offset like +25:00, and read 3/12/21
    as a day of the year 3. A time of 19 characters needs no closer look at its form, which would cost more than to read it.
-#}
{% macro duckdb__utc_timestamp(text_column, time_zone, formats) -%}
    {%- set date = '(19[7-9][0-9]|[2-9][0-9]{3})([-/][0-9]{1,2}){2}' -%}
    {%- set time = '[Tt ] *[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?' -%}
    {%- set offset = ' ?(Z|z|UTC|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)' -%}
    {%- set iso = 'try_cast(' ~ text_column ~ ' as timestamp)' -%}
    {%- set in_utc = '%s' if time_zone == 'UTC' else "timezone('UTC', timezone(" ~ text_literal(time_zone) ~ ', %s))' -%}
    case
        when length({{ text_column }}) = 19 and substr({{ text_column }}, 17, 1) = ':' and {{ iso }} >= timestamp '1970-01-01'
            then {{ in_utc | replace('%s', iso) }}
        when regexp_full_match({{ text_column }}, '{{ date }}({{ time }})?')
            then {{ in_utc | replace('%s', iso) }}
        when regexp_full_match({{ text_column }}, '{{ date }}{{ time }}{{ offset }}')
            then timezone('UTC', coalesce(
                try_cast({{ text_column }} as timestamptz),
                -- a time without seconds, or with a space before its offset
                try_cast(concat(
                    regexp_extract({{ text_column }}, '^({{ date }}{{ time }})', 1),
                    case when not regexp_matches({{ text_column }}, '[0-9]:[0-9]{2}:[0-9]{2}') then ':00' end,
                    coalesce(nullif(regexp_extract({{ text_column }}, '[0-9] ?([+-][0-9:]+)$', 1), ''), '+00')
                ) as timestamptz)
            ))
        {%- if formats %}
        {%- set written = 'try_strptime(' ~ text_column ~ ", ['" ~ (formats | join("', '")) ~ "'])" %}
        when {{ written }} >= timestamp '1970-01-01'
            then {{ in_utc | replace('%s', written) }}
        {%- endif %}
    end
{%- endmacro %}
