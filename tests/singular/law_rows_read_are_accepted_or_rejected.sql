-- R3: per source and file, rows read = accepted + rejected.
select *
from {{ ref('fct_row_accounting') }}
where read_row_count <> accepted_row_count + rejected_row_count
