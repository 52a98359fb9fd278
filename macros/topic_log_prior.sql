{#- Log of a topic's share of the tickets, up to a constant; the prior is a tenth of a ticket. -#}
{% macro topic_log_prior(ticket_count) -%}
    ln({{ ticket_count }} + 0.1)
{%- endmacro %}
