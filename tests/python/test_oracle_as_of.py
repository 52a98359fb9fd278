"""A build at an instant of the past equals the build that could have been made then (rule T2)."""

import pytest
from oracles.compare import assert_same

# key of each mart, and which of its rows are not of the odd tickets below
MARTS = {
    "fct_tickets": ("ticket_key", "ticket_id not like 'odd %'"),
    "fct_ticket_events": ("event_key", "ticket_key not in (select ticket_key from odd_tickets)"),
    "fct_ticket_intervals": (
        "ticket_interval_key",
        "ticket_key not in (select ticket_key from odd_tickets)",
    ),
    "fct_backlog_daily": (
        "concat_ws('|', backlog_date, queue, priority, age_bucket)",
        "queue <> 'odd'",
    ),
    "fct_backlog_flow_daily": ("concat_ws('|', backlog_date, queue, priority)", "queue <> 'odd'"),
    "dim_date": ("date_day", "true"),
}
ODD = "with odd_tickets as (select * from marts.fct_tickets where ticket_id like 'odd %')"


@pytest.mark.parametrize("mart", MARTS)
def test_past_build_equals_build_of_the_past(seen_from_later, seen_then, mart):
    key, condition = MARTS[mart]
    query = f"{ODD} select {key} as row_key, * from marts.{mart} where {condition}"
    found, expected = (
        {row["row_key"]: row for row in case.rows(query)} for case in (seen_from_later, seen_then)
    )
    assert_same(found, expected)


@pytest.mark.parametrize(
    "what",
    [
        "reopened later",
        "merged later",
        "rated later",
        "moved later",
        "assigned later",
        "born on hold",
        "renamed later",
    ],
)
def test_what_comes_after_as_of_is_not_seen(seen_from_later, seen_then, what):
    query = f"""
        select t.*, i.* exclude (ticket_key) from marts.fct_tickets as t
        join marts.fct_ticket_intervals as i using (ticket_key) where t.ticket_id = 'odd {what}'
        """
    found, expected = (
        {row["valid_from"]: row for row in case.rows(query)}
        for case in (seen_from_later, seen_then)
    )
    assert_same(found, expected)
