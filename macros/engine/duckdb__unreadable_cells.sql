{#- The first five cells of a seed that are not of their column's type; row 1 is the header. -#}
{% macro duckdb__unreadable_cells(rows, column, type) -%}
    select
        row_number,
        cell
    from (
        select
            row_number() over () + 1 as row_number,
            "{{ column }}" as cell
        {{ rows }}
    )
    where
        cell is not null
        {#- A cast to integer would round. #}
        and {{ "not regexp_full_match(cell, '[+-]?[0-9]+')" if type == 'integer' else 'try_cast(cell as ' ~ type ~ ') is null' }}
    order by row_number
    limit 5
{%- endmacro %}
