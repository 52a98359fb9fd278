{#-
    A written time as a UTC timestamp; times without an offset are read in the source's zone. Null if unreadable. What
    is not ISO is read in the stated form, else in the forms that all values of the column decide (rule T6).
-#}
{% macro utc_timestamp(text_column, source_name, time_format=none) -%}
    {{ adapter.dispatch('utc_timestamp')(
        text_column,
        source_setting(source_name, 'time_zone') or 'UTC',
        [time_format] if time_format else time_formats(source_name, text_column)
    ) }}
{%- endmacro %}
