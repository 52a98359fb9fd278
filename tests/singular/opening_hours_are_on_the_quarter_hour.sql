-- Section 6: time is cut into quarter hours; a stretch that starts or ends inside one cannot be counted.
select
    *,
    'open and close on the quarter hour, open before closing, stretches of a day apart' as what_to_do
from {{ ref('int_business_time__stretches') }}
where
    opens_at_minute % 15 <> 0
    or closes_at_minute % 15 <> 0
    or opens_at_minute >= closes_at_minute
    or closes_at_minute > 24 * 60
    or iso_weekday not between 1 and 7
