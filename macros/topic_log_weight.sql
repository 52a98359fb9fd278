{#- What a term adds to a topic's log-likelihood; the prior is a tenth of a ticket per term. -#}
{% macro topic_log_weight(ticket_count) -%}
    ln({{ ticket_count }} / 0.1 + 1)
{%- endmacro %}
