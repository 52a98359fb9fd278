{#- The open minutes before the slot in which a business position is reached; a full slot is reached at its end. -#}
{% macro slot_of_position(position) -%}
    cast(greatest(ceil({{ position }} / 900000000.0) - 1, 0) as bigint) * 15
{%- endmacro %}
