-- T2: as_of lies between the first accepted row and a year after the last one.
select
    concat(
        'var as_of is ', strftime(as_of, '%Y-%m-%d %H:%M'), ' UTC, but the rows are from ',
        strftime(first_row_at, '%Y-%m-%d %H:%M'), ' to ', strftime(last_row_at, '%Y-%m-%d %H:%M'),
        ': ',
        case
            when as_of < first_row_at then 'nothing had happened yet.'
            else 'all clocks would run more than a year past the last of them.'
        end,
        ' Leave as_of out, or write a time in that span.'
    ) as sentence
from {{ ref('int_as_of') }}
where as_of < first_row_at or as_of > last_row_at + interval 366 day
