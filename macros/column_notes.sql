{#- Sentences on what is read of a source table's files in another way than it looks: columns that nothing reads (rule R6), and times that can be read in two ways (T6). -#}
{% macro column_notes(table, files) -%}
    {%- set known = table.columns.keys() | map('lower') | list -%}
    {%- set notes, unread, missing = [], [], [] -%}
    {%- for file in files if not file.fault -%}
        {%- do unread.extend(file.names | reject('in', known + unread) | select) -%}
        {%- do missing.extend(known | reject('in', file.names + missing)) -%}
    {%- endfor -%}
    {%- if unread -%}
        {%- set hints = [] -%}
        {%- for name in unread if missing -%}
            {%- set closest = adapter.dispatch('closest_word')(name, missing, 0.78) -%}
            {%- do hints.append(name ~ " is close to " ~ closest ~ ": rename it in the file if that is meant.") if closest -%}
        {%- endfor -%}
        {%- do notes.append(
            "Nothing reads these columns of " ~ files[0].source_file ~ (" and its like" if files | length > 1 else "") ~ ": "
            ~ (unread | join(', ')) ~ ". " ~ (hints | join(' '))
        ) -%}
    {%- endif -%}
    {%- for form in time_forms(table).undecided -%}
        {%- do notes.append(
            "Warning: " ~ form.column ~ " of " ~ files[0].source_file ~ ": " ~ form.count ~ " times like '" ~ form.example
            ~ "' are not read: they can be " ~ form.orders
            ~ (", and values of both kinds stand in the column" if form.is_mixed else ", and no value proves which")
            ~ ". State ticket_sources." ~ table.source_name ~ ".date_order: dmy, mdy or ymd."
        ) -%}
    {%- endfor -%}
    {%- do return(notes) -%}
{%- endmacro %}
