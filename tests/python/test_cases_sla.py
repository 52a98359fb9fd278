"""Cases of promises (rules S), in one build; what is right is worked by hand beside each."""

import hashlib
from datetime import datetime

import pytest
from oracles import sla_builds
from oracles.project import ROOT, rows

FOLDER = ROOT / "tests/cases/sla"
FILES = FOLDER / "support_tickets.csv", FOLDER / "ticket_events.csv"
SEEDS = {file.stem: file.read_text(encoding="utf-8") for file in (FOLDER / "seeds").iterdir()}
DAY = datetime(2025, 10, 6)


def at(clock: str, day: int = 6) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return DAY.replace(day=day, hour=hour, minute=minute)


# Ticket, metric, cycle: policy, outcome, minutes run, since when the policy binds, when it stopped.
# A ticket that is not named has no clock of its own: "no tier" fits no policy, nobody knows when
# "closed" ended, and the first reply of 62-A answers no promise.
EXPECTED = {
    # raised in triage: urgent has 30 minutes, from the start
    ("GLP1", "first_response", 1): ("gl_u", "breached", 120, at("09:03"), at("11:00")),
    ("GLP2", "first_response", 1): ("gl_n", "met", 1, at("09:00"), at("09:01")),
    ("GLP2", "next_response", 1): ("gl_nu", "breached", 120, at("10:03"), at("12:00")),
    # raised late: 10 minutes were over before
    ("TW1", "first_response", 1): ("tw_u", "breached", 50, at("09:40"), at("09:50")),
    # an update every 24 hours: 48 pass until the next, and another one is owed since
    ("62-A", "periodic_update", 1): ("upd", "breached", 2880, at("09:10"), at("09:10", 8)),
    ("62-A", "periodic_update", 2): ("upd", "overdue", 166730, at("09:10", 8), None),
    # a bot answers nobody
    ("FZ1", "first_response", 1): ("fz", "cancelled", 30, at("09:00"), at("09:30")),
    ("CB1", "first_response", 1): ("cb", "met", 10, at("14:00", 10), at("14:10", 10)),
    ("CB2", "first_response", 1): ("cb", "met", 10, at("09:00"), at("09:10")),
    ("CB2", "next_response", 1): ("cb_next", "met", 20, at("09:00", 7), at("09:20", 7)),
    ("CB3", "first_response", 1): ("cb", "met", 10, at("09:00"), at("09:10")),
    ("CB3", "next_response", 1): ("cb_next", "cancelled", 120, at("10:00"), at("12:00")),
    # 10:00 to 12:00 on a Sunday, around the clock since it has a queue
    ("RT1", "resolution", 1): (
        "r1",
        "breached",
        120,
        datetime(2025, 10, 5, 10, 0, 2),
        at("12:00", 5),
    ),
    # raised and lowered again: normal, since the second change
    ("back", "first_response", 1): ("tw_n", "met", 50, at("09:08"), at("09:50")),
    ("lowered", "first_response", 1): ("tw_n", "met", 40, at("09:30"), at("09:40")),
    # no policy for the queue: cancelled there; not if it is back when the clock stops
    ("gone", "first_response", 1): ("tw_n", "cancelled", 20, at("09:00"), at("09:20")),
    ("gone and back", "first_response", 1): ("tw_n", "met", 30, at("09:25"), at("09:30")),
    # what binds at the start holds
    ("start", "first_response", 1): ("st_n", "met", 50, at("09:00"), at("09:50")),
    ("gold tier", "first_response", 1): ("gold", "met", 50, at("09:00"), at("09:50")),
    # the day of the start decides between versions
    ("old promise", "first_response", 1): ("dt_old", "met", 40, at("23:50", 5), at("00:30")),
    ("new promise", "first_response", 1): ("dt_new", "breached", 40, at("00:00"), at("00:40")),
    # new 30, pending 120, on hold 30, open 30 minutes
    ("metrics", "resolution", 1): ("all_res", "met", 210, at("09:00"), at("12:30")),
    ("metrics", "agent_work", 1): ("all_work", "breached", 60, at("09:00"), at("12:30")),
    ("metrics", "requester_wait", 1): ("all_wait", "met", 90, at("09:00"), at("12:30")),
    ("metrics", "pausable_update", 1): ("all_upd", "met", 60, at("09:30"), at("12:30")),
    # Sunday: nothing until 12:00 in an office, then an hour around the clock
    ("own calendar", "resolution", 1): ("own", "met", 60, at("12:00", 5), at("13:00", 5)),
}


@pytest.fixture(scope="module")
def clocks(builder) -> dict:
    with sla_builds.seeds_in(builder.project, SEEDS):
        database, bad = sla_builds.build(builder, FILES, "cases_sla", as_of=datetime(2026, 2, 1, 4))
    assert not bad, "\n".join(f"{one.node.name}: {one.message}" for one in bad)
    return {
        (row["ticket_id"], row["metric"], row["cycle_number"]): row
        for row in rows(
            database,
            """
            select clocks.*, tickets.ticket_id from marts.fct_sla_clocks as clocks
            join marts.fct_tickets as tickets using (ticket_key)
            """,
        )
    }


def test_each_clock_is_judged_by_the_promise_that_binds(clocks):
    names = "policy_id", "outcome", "elapsed_business_minutes", "bound_from", "stopped_at"
    assert {key: tuple(row[name] for name in names) for key, row in clocks.items()} == EXPECTED


def test_the_change_of_a_promise_is_told(clocks):
    told = {key: (row["first_policy_id"], row["policy_reason"]) for key, row in clocks.items()}
    assert told["GLP1", "first_response", 1] == (
        "gl_n",
        "fitted queue glp, priority urgent at the stop",
    )
    assert told["62-A", "periodic_update", 2] == ("upd", "fits queue desk now")
    assert told["gone", "first_response", 1] == (
        "tw_n",
        "none fits any more; the last one fitted queue tw, priority normal",
    )
    assert clocks["gone", "first_response", 1]["stop_reason"] == "no_policy"
    assert told["start", "first_response", 1][1] == (
        "fitted queue st, priority normal at the start"
    )
    assert told["RT1", "resolution", 1][0] is None
    due = clocks["own calendar", "resolution", 1]
    assert (due["calendar_id"], due["due_at"]) == (None, at("13:00", 5))


def test_the_policies_that_ship_are_known_as_examples():
    """Rule S6: dim_sla_policy knows them by the checksum dbt takes; who changes one changes it."""
    shipped = (ROOT / "seeds/reference/sla_policies.csv").read_bytes().strip()
    model = (ROOT / "models/marts/sla/dim_sla_policy.sql").read_text(encoding="utf-8")
    assert hashlib.sha256(shipped).hexdigest() in model
