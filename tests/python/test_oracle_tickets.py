"""Intervals, clocks and milestones equal a life told event by event (rules L, C)."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from oracles import lifecycle, seeds
from oracles.compare import assert_same, minutes

OWNERS = {
    "agent_work": {"agent"},
    "requester_wait": {"agent", "third_party"},
    "agent_wait": {"customer"},
    "on_hold": {"third_party"},
}
NONE = timedelta()


def open_time(case, opening_hours, life, start, end):
    """Open time between two instants, each stretch in the calendar of its queue (C1)."""
    rows = seeds.rows(case.project, "queue_calendars")
    # created in no queue, it is in the calendar of the first it gets
    first = next((step for step in life.steps if step.state.queue != "unassigned"), life.steps[0])
    spent = NONE
    for one in life.intervals:
        queue = one.state.queue if one.valid_from >= first.at else first.state.queue
        since, until = max(start, one.valid_from), min(end, one.valid_to)
        if since < until:
            spent += opening_hours(seeds.calendar_of(rows, "generic", queue)).between(since, until)
    return spent


def test_intervals(case, opening_hours):
    found = {
        (row["ticket_id"], row["valid_from"]): tuple(row.values())
        for row in case.rows(
            """
            select
                t.ticket_id, i.valid_from, i.valid_to, i.is_current, i.status, i.priority, i.queue,
                i.agent_id, i.is_open, i.clock_owner, i.calendar_minutes, i.business_minutes
            from marts.fct_ticket_intervals as i
            join marts.fct_tickets as t using (ticket_key)
            """
        )
    }
    owners = seeds.statuses(case.project)
    expected = {}
    for ticket_id, life in case.lives.items():
        for one in life.intervals:
            expected[ticket_id, one.valid_from] = (
                ticket_id,
                one.valid_from,
                one.valid_to,
                one.is_current,
                *one.state,
                *owners[one.state.status],
                minutes(one.valid_to - one.valid_from),
                minutes(open_time(case, opening_hours, life, one.valid_from, one.valid_to)),
            )
    assert_same(found, expected)


def test_ticket_facts(case):
    found_rows = {row["ticket_id"]: row for row in case.rows("select * from marts.fct_tickets")}
    expected = {
        ticket_id: lifecycle.facts(life, case.is_open, case.is_in_scope, case.logged)
        for ticket_id, life in case.lives.items()
    }
    names = list(next(iter(expected.values())))
    found = {
        ticket_id: {name: row[name] for name in names} for ticket_id, row in found_rows.items()
    }
    assert_same(found, expected)


def test_ticket_days(case):
    zone = ZoneInfo(case.settings.get("reporting_time_zone", "UTC"))
    names = ["created", "first_responded", "first_resolved", "resolved"]
    rows = {row["ticket_id"]: row for row in case.rows("select * from marts.fct_tickets")}
    expected = {
        (ticket_id, name): at and at.replace(tzinfo=UTC).astimezone(zone).date()
        for ticket_id, row in rows.items()
        for name in names
        for at in [row[f"{name}_at"]]
    }
    found = {(ticket_id, name): rows[ticket_id][f"{name}_date"] for ticket_id, name in expected}
    assert_same(found, expected)


def test_ticket_clocks(case, opening_hours):
    owner_of = {status: owner for status, (_, owner) in seeds.statuses(case.project).items()}
    expected = {}
    for ticket_id, life in case.lives.items():
        for clock, owners in OWNERS.items():
            if not life.is_end_known:
                expected[ticket_id, clock] = (None, None)
                continue
            spans = [
                (one.valid_from, one.valid_to)
                for one in life.intervals
                if owner_of[one.state.status] in owners
            ]
            expected[ticket_id, clock] = (
                minutes(sum((end - start for start, end in spans), NONE)),
                minutes(sum((open_time(case, opening_hours, life, *span) for span in spans), NONE)),
            )
    found = {
        (row["ticket_id"], clock): (
            row[f"{clock}_calendar_minutes"],
            row[f"{clock}_business_minutes"],
        )
        for row in case.rows("select * from marts.fct_tickets")
        for clock in OWNERS
    }
    assert_same(found, expected)


def test_milestones(case, opening_hours):
    expected = {}
    for ticket_id, life in case.lives.items():
        facts = lifecycle.facts(life, case.is_open, case.is_in_scope, case.logged)
        created = life.ticket["created_at"]
        waiting, _ = lifecycle.first_response(life, case.is_open)
        for name, since, at in [
            ("first_response", waiting, facts["first_responded_at"]),
            ("first_resolution", created, facts["first_resolved_at"]),
            ("full_resolution", created, facts["resolved_at"]),
        ]:
            expected[ticket_id, name] = (
                minutes(at and at - since),
                minutes(at and open_time(case, opening_hours, life, since, at)),
            )
        expected[ticket_id, "open_age"] = (
            minutes(case.as_of - created) if facts["is_open"] else None
        )
    found = {}
    for row in case.rows("select * from marts.fct_tickets"):
        for name in ("first_response", "first_resolution", "full_resolution"):
            found[row["ticket_id"], name] = (
                row[f"{name}_calendar_minutes"],
                row[f"{name}_business_minutes"],
            )
        found[row["ticket_id"], "open_age"] = row["open_age_calendar_minutes"]
    assert_same(found, expected)


def test_event_stream(case):
    """Events of a ticket in their order, those derived from its own times among them (R5)."""
    names = ("occurred_at", "event_type", "actor_type", "actor_id", "old_value", "new_value")
    found: dict = {}
    for row in case.rows(
        """
        select t.ticket_id, e.* from marts.fct_ticket_events as e
        join marts.fct_tickets as t using (ticket_key) order by e.event_number
        """
    ):
        found.setdefault(row["ticket_id"], []).append(tuple(row[name] for name in names))
    expected = {
        ticket_id: [tuple(event[name] for name in names) for event in life.events]
        for ticket_id, life in case.lives.items()
    }
    assert_same(found, expected)


def test_laws_hold_on_such_data(case):
    assert case.failed_tests == []


@pytest.mark.parametrize(
    "what",
    ["handoff_count", "ping_pong_count", "reopen_count", "is_one_touch", "csat_score", "is_merged"],
)
def test_data_set_has_some_of_each(everything, what):
    """A comparison of nothing but zeros would prove nothing."""
    values = {row[what] for row in everything.rows("select * from marts.fct_tickets")}
    assert len(values - {None}) > 1
