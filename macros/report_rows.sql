{#-
    Ends a build with one line per source and kind of file, and one per word that value_map does not know: of what this
    run has built, never of the build before.
-#}
{% macro report_rows(results) -%}
    {%- set relations = {} -%}
    {%- for result in results if result.node.relation_name and result.status == 'success' -%}
        {%- do relations.update({result.node.name: result.node.relation_name}) -%}
    {%- endfor -%}
    {%- if execute and 'fct_row_accounting' in relations and 'fct_unmapped_words' in relations -%}
        {%- set accounting -%}
            select
                source_system,
                file_kind,
                count(*) as file_count,
                min(source_file) as first_file,
                sum(read_row_count) as read_count,
                sum(accepted_row_count) as accepted_count,
                sum(rejected_row_count) as rejected_count
            from {{ relations['fct_row_accounting'] }}
            group by source_system, file_kind
            order by source_system, file_kind desc
        {%- endset -%}
        {%- for row in run_query(accounting).rows -%}
            {{ print(
                row.first_file ~ (" and " ~ (row.file_count - 1) ~ " more files" if row.file_count > 1 else "")
                ~ ": " ~ row.read_count ~ " rows read = " ~ row.accepted_count ~ " accepted + "
                ~ row.rejected_count ~ " rejected"
            ) }}
        {%- endfor -%}
        {%- for row in run_query('select * from ' ~ relations['fct_unmapped_words'] ~ ' order by all limit 50').rows -%}
            {%- set words = run_query(
                "select distinct raw_value from " ~ (graph.nodes.values() | selectattr('name', 'equalto', 'value_map') | first).relation_name
                ~ " where field = " ~ text_literal(row.field)
            ).columns[0].values() -%}
            {%- set closest = adapter.dispatch('closest_word')(row.raw_value, words) -%}
            {{ print(
                "Warning: " ~ row.source_system ~ " " ~ row.field ~ " '" ~ row.raw_value ~ "' (" ~ row.row_count
                ~ " times) is not in seeds/reference/value_map.csv; it counts as unknown. The closest word there is '"
                ~ closest ~ "'"
            ) }}
        {%- endfor -%}
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
                select source_system, coalesce(sum(case when file_kind = 'tickets' then accepted_row_count end), sum(accepted_row_count)) as row_count
                from {{ relations['fct_row_accounting'] }}
                group by source_system
            ) as files
                on words.source_system = files.source_system
            where words.word_count * 10 > files.row_count
            order by words.source_system, words.field
        {%- endset -%}
        {%- for row in run_query(shares).rows -%}
            {{ print(
                "!!! " ~ row.word_count ~ " of " ~ row.row_count ~ " rows of " ~ row.source_system ~ " have a " ~ row.field
                ~ " that value_map does not know. Translate the words before you use any figure by " ~ row.field ~ ". !!!"
            ) }}
        {%- endfor -%}
        {%- if is_sample() -%}
            {{ print("This was the sample in data/sample, not an export of yours.") }}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
