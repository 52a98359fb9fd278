"""The backlog equals what every ticket says about every day (rules B)."""

from collections import defaultdict
from zoneinfo import ZoneInfo

import pytest
from oracles import backlog, seeds
from oracles.compare import assert_same

FLOWS = ["created", "reopened", "transferred_in", "resolved", "transferred_out"]


def in_backlog(case) -> dict:
    """The lives of tickets in scope whose end, if there is one, is told (L1, R7)."""
    return {
        ticket_id: life
        for ticket_id, life in case.lives.items()
        if life.is_end_known and case.is_in_scope[life.steps[-1].state.status]
    }


@pytest.fixture(scope="module")
def zone(case) -> ZoneInfo:
    return ZoneInfo(case.settings.get("reporting_time_zone", "UTC"))


@pytest.fixture(scope="module")
def open_tickets(case, zone):
    buckets = seeds.rows(case.project, "age_buckets")
    return backlog.daily(in_backlog(case), case.is_open, buckets, zone, case.as_of)


@pytest.fixture(scope="module")
def flow_rows(case) -> dict[tuple, dict]:
    return {
        (row["backlog_date"], row["queue"], row["priority"]): row
        for row in case.rows("select * from marts.fct_backlog_flow_daily")
    }


def test_open_tickets_by_day_slice_and_age(case, open_tickets):
    found = {
        tuple(row[name] for name in ("backlog_date", "queue", "priority", "age_bucket")): row[
            "open_ticket_count"
        ]
        for row in case.rows("select * from marts.fct_backlog_daily")
    }
    assert_same({key: count for key, count in found.items() if count}, dict(open_tickets))


def test_every_day_slice_and_age_is_a_row(case, flow_rows):
    """Those without open tickets show 0."""
    found = {
        tuple(row.values())
        for row in case.rows(
            "select backlog_date, queue, priority, age_bucket from marts.fct_backlog_daily"
        )
    }
    ages = [row["age_bucket"] for row in seeds.rows(case.project, "age_buckets")]
    assert found == {(*key, age) for key in flow_rows for age in ages}


def test_bridge_of_every_day_and_slice(case, zone, open_tickets, flow_rows):
    """Opening and closing are counted on their own, not carried from the day before."""
    closing: dict = defaultdict(int)
    for (day, queue, priority, _), count in open_tickets.items():
        closing[day, queue, priority] += count
    flows = backlog.flows(in_backlog(case), case.is_open, case.is_in_scope, zone)
    last = backlog.local_day(case.as_of, zone)
    days_after = {(day + backlog.DAY, *rest) for day, *rest in closing if day < last}
    expected = {}
    for key in {*closing, *flows, *days_after}:
        day, *rest = key
        expected[key] = (
            closing.get((day - backlog.DAY, *rest), 0),
            *(flows[key][f"{name}_count"] if key in flows else 0 for name in FLOWS),
            closing.get(key, 0),
        )
    names = [f"{name}_count" for name in ("opening", *FLOWS, "closing")]
    found = {key: tuple(row[name] for name in names) for key, row in flow_rows.items()}
    # Days without anything may have a row of zeros.
    assert_same({key: row for key, row in found.items() if any(row) or key in expected}, expected)


def test_slices_have_a_row_for_every_day_from_their_first(case, zone, flow_rows):
    last = backlog.local_day(case.as_of, zone)
    days = defaultdict(set)
    for day, *key in flow_rows:
        days[tuple(key)].add(day)
    for key, seen in days.items():
        assert len(seen) == (last - min(seen)).days + 1, key
        assert max(seen) == last


def test_every_figure_of_the_bridge_occurs(everything):
    sums = everything.rows(
        "select "
        + ", ".join(f"sum({name}_count) as {name}" for name in FLOWS)
        + " from marts.fct_backlog_flow_daily"
    )[0]
    assert all(sums[name] > 20 for name in FLOWS), sums
