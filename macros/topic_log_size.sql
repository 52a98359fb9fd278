{#- What each term of a ticket takes off a topic's log-likelihood, in the units of topic_log_weight. -#}
{% macro topic_log_size(topic_term_count, vocabulary_count) -%}
    ln({{ topic_term_count }} / 0.1 + {{ vocabulary_count }})
{%- endmacro %}
