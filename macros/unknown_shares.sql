{#- A headline per source and field, status or priority, of which more than a tenth of the tickets' words are unknown. -#}
{% macro unknown_shares(relations) -%}
    {%- set shares -%}
        select
            words.source_system,
            words.field,
            words.word_count,
            files.row_count
        from (
            select source_system, field, sum(row_count) as word_count
            from {{ relations['fct_unmapped_words'] }}
            where field in ('status', 'priority')
            group by source_system, field
        ) as words
        inner join (
            select source_system, sum(accepted_row_count) as row_count
            from {{ relations['fct_row_accounting'] }}
            group by source_system
        ) as files
            on words.source_system = files.source_system
        where words.word_count * 10 > files.row_count
        order by words.source_system, words.field
    {%- endset -%}
    {%- set sentences = [] -%}
    {%- for row in run_query(shares).rows -%}
        {%- do sentences.append(
            "!!! " ~ row.word_count ~ " of " ~ row.row_count ~ " rows of " ~ row.source_system ~ " have a " ~ row.field
            ~ " that value_map does not know. Translate them before you use any figure by " ~ row.field ~ "."
        ) -%}
    {%- endfor -%}
    {%- do return(sentences) -%}
{%- endmacro %}
