"""Cases of calendars (rules C), in one build; the minutes are worked by hand beside each."""

from datetime import datetime

import pytest
from oracles import sla_builds
from oracles.project import ROOT, rows
from publishing import checks, sources

FOLDER = ROOT / "tests/cases/calendar"
FILES = FOLDER / "support_tickets.csv", FOLDER / "ticket_events.csv"
SEEDS = {file.stem: file.read_text(encoding="utf-8") for file in (FOLDER / "seeds").iterdir()}
# Ticket: business minutes from creation to resolution, or to as_of, and when its target runs out.
EXPECTED = {
    # Christmas Eve is open from 9 to 13
    "half day": (240, datetime(2025, 12, 24, 13)),
    # 10:30 to 11, and 15 to 23:59, which is 24:00
    "two stretches": (30 + 540, datetime(2025, 12, 31, 18, 30)),
    # half an hour of Christmas Eve, nothing of Christmas Day, 9 to 10 on the 26th
    "closed day": (30 + 60, datetime(2025, 12, 26, 12, 30)),
    # 00:00 to 23:59 is round the clock: 31 hours, and no minute is lost at midnight
    "almost": (31 * 60, datetime(2025, 12, 24, 14)),
    # 23:30 to 06:00 in Berlin, and an hour from 22:00 on
    "over a night": (390 + 60, datetime(2025, 12, 23, 22, 30)),
    # the night ends at midnight, when the day off begins, and half a night of the 26th follows
    "into Christmas": (30, datetime(2025, 12, 26, 22, 30)),
    # the night that begins on the day off is open from midnight on: 00:00 to 06:00, 22:00 to 06:00
    "over Christmas": (360 + 480, datetime(2025, 12, 26, 23)),
    # an hour until 17:00, three from 11:00 on, when the hours of the 15th hold
    "before the change": (60 + 180, datetime(2026, 1, 15, 18)),
    # closed until 11:00
    "after the change": (180, datetime(2026, 1, 15, 19)),
    # Friday 16:00 to 19:00; the other 300 minutes are due on Monday, after as_of
    "still open": (180, datetime(2026, 2, 2, 16)),
}


class Prints(list):
    """What a run prints."""

    def __call__(self, event) -> None:
        if event.info.name == "PrintEvent":
            self.append(event.data.msg.strip())


@pytest.fixture(scope="module")
def build(builder):
    """A build of the folder: its database, and what it printed."""
    path = builder.shared / "builds/cases_calendar/tickets.duckdb"
    path.parent.mkdir(parents=True, exist_ok=True)
    given = {
        "as_of": "2026-02-01",
        "ticket_sources": {
            "generic": dict(zip(("tickets", "events"), map(str, FILES), strict=True))
        },
    }
    prints = Prints()
    with sla_builds.seeds_in(builder.project, SEEDS):
        outcome = builder.invoke(
            "build",
            given,
            path,
            "--select",
            *sla_builds.MARTS.split(),
            "--indirect-selection",
            "cautious",
            "--exclude-resource-type",
            "unit_test",
            callbacks=[prints],
        )
    assert outcome.result, outcome.exception
    bad = [one for one in outcome.result.results if one.status not in ("success", "pass")]
    assert not bad, "\n".join(f"{one.node.name}: {one.message}" for one in bad)
    return path, prints


def test_business_minutes_are_those_of_the_day(build):
    found = rows(
        build[0],
        """
        select clocks.elapsed_business_minutes, clocks.due_at, tickets.ticket_id
        from marts.fct_sla_clocks as clocks
        inner join marts.fct_tickets as tickets using (ticket_key)
        where clocks.metric = 'resolution'
        """,
    )
    assert {
        row["ticket_id"]: (row["elapsed_business_minutes"], row["due_at"]) for row in found
    } == EXPECTED


def test_figure_and_clock_agree(build):
    found = rows(
        build[0],
        """
        select ticket_id, full_resolution_business_minutes as minutes from marts.fct_tickets
        where resolved_at is not null
        """,
    )
    expected = {ticket: minutes for ticket, (minutes, _) in EXPECTED.items()}
    del expected["still open"]
    assert {row["ticket_id"]: row["minutes"] for row in found} == expected


def test_the_last_minute_of_the_day_is_said(build):
    for calendar, seed in [("desk", "business_hours"), ("half", "holidays")]:
        sentence = f"Calendar {calendar} in {seed}.csv closes at 23:59: read as 24:00, the end"
        assert [one for one in build[1] if one.startswith(sentence)]
    assert len([one for one in build[1] if "23:59" in one]) == 2


def test_calendars_show_the_hours_that_hold(build):
    found = rows(build[0], "select * from marts.dim_calendar")
    assert {
        row["calendar_id"]: (
            row["open_minutes_per_week"],
            row["hours_valid_from"] and row["hours_valid_from"].isoformat(),
            row["hours_valid_to"],
        )
        for row in found
    } == {
        "always": (7 * 1440, None, None),
        "half": (5 * 480, None, None),
        "desk": (7 * 1440, None, None),
        "night": (5 * 480, None, None),
        "moved": (5 * 480, "2026-01-15", None),
    }


@pytest.mark.parametrize(
    ("seed", "text", "sentence"),
    [
        (
            "queue_calendars",
            "source_system,queue,calendar_id\n,,half\n,,always\n",
            "queue_calendars.csv has 2 rows for all other queues of any source: always and half. "
            "Keep one.",
        ),
        (
            "queue_calendars",
            "source_system,queue,calendar_id\n,half,half\n",
            "queue_calendars.csv has no row with both source_system and queue empty: it says "
            "which calendar all other queues have.",
        ),
        (
            "business_hours",
            SEEDS["business_hours"] + "half,1,16:45,18:00,2026-03-01,\n",
            "Calendar half in business_hours.csv has, on weekday 1, two stretches that overlap "
            "from 2026-03-01 on.",
        ),
        (
            "holidays",
            SEEDS["holidays"] + "half,2025-12-24,Christmas Eve,,\n",
            "Calendar half in holidays.csv has, on 2025-12-24, a row without hours, closed all "
            "day, and one with hours.",
        ),
        (
            "holidays",
            SEEDS["holidays"].replace("09:00,13:00", "9 o'clock,13:00"),
            "Calendar half in holidays.csv has, on 2025-12-24, hours that are no times; write "
            "them like 08:30.",
        ),
    ],
)
def test_what_cannot_be_stops_with_a_sentence(builder, monkeypatch, seed, text, sentence):
    monkeypatch.chdir(builder.project)
    with sla_builds.seeds_in(builder.project, {**SEEDS, seed: text}):
        assert checks.faults({}, sources.default_generic_files().values()) == [sentence]


def test_plain_dbt_stops_before_any_slot(builder, tmp_path):
    seeds = {**SEEDS, "queue_calendars": "source_system,queue,calendar_id\n,,half\n,,always\n"}
    with sla_builds.seeds_in(builder.project, seeds):
        _, bad = sla_builds.build(builder, FILES, "two_catch_alls", "+int_calendar_slots")
    assert "int_calendar_slots" in [one.node.name for one in bad]
    assert any("queue_calendars.csv has 2 rows" in (one.message or "") for one in bad)
