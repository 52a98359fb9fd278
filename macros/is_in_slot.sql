{#-
    Whether an instant lies in a slot of a calendar. One key of both: of two equalities DuckDB may take the
    calendar's first, and join all its slots with each other.
-#}
{% macro is_in_slot(instant, calendar_id, slots) -%}
    {{ hash_key([calendar_id, quarter_hour_of(instant)]) }} = {{ slots }}.slot_key
{%- endmacro %}
