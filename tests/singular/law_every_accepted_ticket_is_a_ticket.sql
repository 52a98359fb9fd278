-- R3: each accepted ticket created up to as_of is in fct_tickets, once.
with

accepted as (
    select * from {{ ref('int_ticket_versions') }}
    where is_newest
),

as_of as (
    select * from {{ ref('int_as_of') }}
),

tickets as (
    select * from {{ ref('fct_tickets') }}
)

select
    accepted.source_system,
    accepted.ticket_id
from accepted
inner join as_of
    on accepted.created_at <= as_of.as_of
anti join tickets
    on accepted.ticket_key = tickets.ticket_key
