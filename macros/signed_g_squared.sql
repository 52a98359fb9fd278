{#-
    How surely a term is more frequent in one part than in the rest: Dunning's log-likelihood ratio of the 2x2 table
    of tickets in the part or not, with the term or not. Negative where the term is rarer in the part.
-#}
{% macro signed_g_squared(part_with, part_all, all_with, all_all) -%}
    2 * (
        {{ observed_log_ratio(part_with, all_with, part_all, all_all) }}
        + {{ observed_log_ratio(all_with ~ ' - ' ~ part_with, all_with, all_all ~ ' - ' ~ part_all, all_all) }}
        + {{ observed_log_ratio(part_all ~ ' - ' ~ part_with, all_all ~ ' - ' ~ all_with, part_all, all_all) }}
        + {{ observed_log_ratio(
            all_all ~ ' - ' ~ part_all ~ ' - ' ~ all_with ~ ' + ' ~ part_with,
            all_all ~ ' - ' ~ all_with, all_all ~ ' - ' ~ part_all, all_all
        ) }}
    ) * case
        when cast({{ part_with }} as double) * {{ all_all }} >= cast({{ all_with }} as double) * {{ part_all }} then 1
        else -1
    end
{%- endmacro %}
