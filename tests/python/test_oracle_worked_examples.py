"""Figures worked out by hand; the working stands beside each example."""

from datetime import datetime

import pytest
from oracles.worked_examples import SPANS, at

NOON, ONE = datetime(2025, 6, 10, 12), datetime(2025, 6, 10, 13)


@pytest.fixture(scope="module")
def ticket_rows(everything) -> dict[str, dict]:
    return {
        row["ticket_id"].removeprefix("W "): row
        for row in everything.rows("select * from marts.fct_tickets where ticket_id like 'W %'")
    }


@pytest.fixture(scope="module")
def intervals(everything) -> dict[str, list[dict]]:
    found: dict = {}
    for row in everything.rows(
        """
        select i.*, t.ticket_id from marts.fct_ticket_intervals as i
        join marts.fct_tickets as t using (ticket_key) order by t.ticket_id, i.valid_from
        """
    ):
        found.setdefault(row["ticket_id"].removeprefix("W "), []).append(row)
    return found


@pytest.mark.parametrize("span", SPANS, ids=lambda span: span.name)
def test_minutes_from_creation_to_resolution(ticket_rows, span):
    row = ticket_rows[span.name]
    assert (row["created_at"], row["resolved_at"]) == (at(span.start), at(span.end))
    assert row["full_resolution_calendar_minutes"] == span.calendar_minutes
    assert row["full_resolution_business_minutes"] == pytest.approx(sum(span.business_minutes))
    assert row["agent_work_business_minutes"] == row["full_resolution_business_minutes"]


def test_sixty_weeks_old(ticket_rows, everything):
    """Monday to Monday 17:30 in Kolkata, 60 weeks of six days of nine hours, less two holidays.

    After that 60 minutes up to closing time at 18:30, of the 187.5 that go by until as_of.
    """
    row = ticket_rows["sixty weeks"]
    assert row["open_age_calendar_minutes"] == 60 * 7 * 24 * 60 + 187.5
    assert row["requester_wait_business_minutes"] == (60 * 6 - 2) * 9 * 60 + 60
    # 420 days after the day of creation it is still counted, and still by its age
    counted = everything.rows(
        """
        select backlog_date, age_bucket from marts.fct_backlog_daily
        where queue = 'kolkata' and priority = 'low' and backlog_date = date '2026-04-13'
        """
    )
    assert "over 90 days" in {row["age_bucket"] for row in counted}


def test_no_length(ticket_rows, intervals):
    """Created and resolved at one instant: no time passes, and no interval is left of it."""
    row = ticket_rows["no length"]
    assert row["first_resolved_at"] == row["resolved_at"] == NOON
    assert row["full_resolution_calendar_minutes"] == row["full_resolution_business_minutes"] == 0
    assert [(one["valid_from"], one["status"]) for one in intervals["no length"]] == [
        (NOON, "resolved")
    ]


def test_one_instant(ticket_rows, intervals):
    """Of four changes at 13:00 one state remains, the last; pending took no time at all."""
    assert [
        (one["valid_from"], one["status"], one["priority"], one["queue"])
        for one in intervals["one instant"]
    ] == [(NOON, "open", "low", "berlin"), (ONE, "on_hold", "high", "cairo")]
    row = ticket_rows["one instant"]
    assert (row["agent_work_calendar_minutes"], row["agent_wait_calendar_minutes"]) == (60, 0)


def test_there_and_back(ticket_rows, intervals):
    """Two transfers at 13:00, the second back: two moves, no new stretch."""
    assert ticket_rows["there and back"]["queue_transfer_count"] == 2
    assert [one["valid_from"] for one in intervals["there and back"]] == [NOON]


def test_moved_at_birth(everything, intervals):
    """Created in one queue and moved at the same instant: the bridge shows both, on that day."""
    assert [one["queue"] for one in intervals["moved at birth"]] == ["cairo"]
    (row,) = everything.rows(
        """
        select * from marts.fct_backlog_flow_daily
        where queue = 'front desk' and backlog_date = date '2025-06-10'
        """
    )
    assert (row["created_count"], row["transferred_out_count"], row["closing_count"]) == (1, 1, 0)


def test_clocks(ticket_rows):
    """60 new, 30 open, 120 pending, 45 on hold, 15 open, resolved; 20 more once reopened."""
    row = ticket_rows["clocks"]
    for kind in ("calendar", "business"):  # its calendar never closes
        assert row[f"agent_work_{kind}_minutes"] == 60 + 30 + 15 + 20
        assert row[f"on_hold_{kind}_minutes"] == 45
        assert row[f"requester_wait_{kind}_minutes"] == 60 + 30 + 45 + 15 + 20
        assert row[f"agent_wait_{kind}_minutes"] == 120
        assert row[f"first_response_{kind}_minutes"] == 70
        assert row[f"first_resolution_{kind}_minutes"] == 270
        assert row[f"full_resolution_{kind}_minutes"] == 320
    assert row["closed_at"] == datetime(2025, 6, 13, 13, 20)
    # a1, a2, nobody, a1: two handoffs, the second one back to a1
    assert (row["handoff_count"], row["ping_pong_count"], row["reopen_count"]) == (2, 1, 1)
    # one reply only, but it came back
    assert (row["agent_reply_count"], row["is_one_touch"]) == (1, False)
