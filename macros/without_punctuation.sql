{#- A word without the punctuation around it; as it is where no more than two characters would be left: ":)". -#}
{% macro without_punctuation(word) -%}
    {%- set marks = '!"#$%&\'\'()*+,-./:;<=>?@[\\]^_`{|}~' -%}
    case
        when length(trim({{ word }}, '{{ marks }}')) <= 2 then {{ word }}
        else trim({{ word }}, '{{ marks }}')
    end
{%- endmacro %}
