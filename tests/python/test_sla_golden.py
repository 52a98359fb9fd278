"""SLA clocks worked out by hand; the working stands at each ticket, and its source if it has one.

The local times carry their offsets, so that a reader needs no table of time zones.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from oracles import sla_adversary, sla_builds
from oracles.adversary import EVENT_COLUMNS, STATE_CHANGES, TICKET_COLUMNS, Event, Ticket
from oracles.project import rows

# Each zone is open, too, in the night its clocks change; Friday 3 October is a holiday in Berlin.
SEEDS = {
    "calendars": """\
calendar_id,calendar_name,time_zone
always,Always,UTC
office,Office,America/New_York
berlin,Berlin,Europe/Berlin
cairo,Cairo,Africa/Cairo
jerusalem,Jerusalem,Asia/Jerusalem
lord_howe,Lord Howe,Australia/Lord_Howe
""",
    "business_hours": "calendar_id,iso_weekday,opens_at,closes_at\n"
    + "".join(f"always,{day},00:00,24:00\n" for day in range(1, 8))
    + "".join(f"office,{day},08:00,17:00\n" for day in range(1, 6))
    + "".join(f"berlin,{day},09:00,17:30\n" for day in range(1, 6))
    + "cairo,4,22:00,24:00\ncairo,5,00:00,03:00\n"
    + "jerusalem,5,00:30,13:00\njerusalem,7,00:00,03:00\n"
    + "lord_howe,7,01:00,03:00\n",
    "holidays": "calendar_id,holiday_date,holiday_name\nberlin,2025-10-03,Unity Day\n",
    "queue_calendars": "source_system,queue,calendar_id\n,,always\n",
    "sla_policies": f"""\
{sla_builds.POLICY_HEADER}\
office,1,,office,,,resolution,480,office,,,
cairo,1,,cairo,,,resolution,200,cairo,,,
jerusalem,1,,jerusalem,,,resolution,200,jerusalem,,,
lord_howe,1,,lord_howe,,,resolution,75,lord_howe,,,
berlin_first,1,,berlin,,,first_response,60,berlin,,,
berlin,1,,berlin,,,resolution,600,berlin,pending,,
urgent_first,5,,,urgent,,first_response,30,always,,,
urgent_next,5,,,urgent,,next_response,30,always,,,
nothing_first,6,,instant,,,first_response,0,berlin,,,
first,9,,,,,first_response,60,always,pending,,
next,9,,,,,next_response,480,always,,,
resolution,9,,,,,resolution,120,always,pending;on_hold,,
""",
}
TICKETS: list[Ticket] = []
PLAIN = {"status": "open", "priority": "normal", "queue": "desk", "agent_id": ""}
KINDS = {"is": "status_changed", "priority": "priority_changed"}


def utc(text: str) -> datetime:
    """A time as naive UTC; without an offset it is UTC already."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def ticket(ticket_id: str, created_at: str, *events: str, **first: str) -> None:
    """A ticket of the export; an event is "time, who, what, new value"."""
    state = PLAIN | first
    made = Ticket(ticket_id, utc(created_at), dict(state))
    for number, line in enumerate(events):
        at, who, what, *new = line.split(", ")
        event = Event(utc(at), KINDS.get(what, what), number, who, who, "", *new)
        if event.event_type in STATE_CHANGES:
            name = STATE_CHANGES[event.event_type]
            event.old_value, state[name] = state[name], event.new_value
        made.events.append(event)
    TICKETS.append(made)


@pytest.fixture(scope="module")
def files(builder) -> tuple[Path, Path]:
    folder = builder.project / "raw/sla_golden"
    folder.mkdir(parents=True)
    files = folder / "support_tickets.csv", folder / "ticket_events.csv"
    for file, columns in zip(files, (TICKET_COLUMNS, EVENT_COLUMNS), strict=True):
        file.write_text(",".join(columns) + "\n", encoding="utf-8")
    sla_adversary.append(TICKETS, files)
    return files


@pytest.fixture(scope="module")
def database(builder, files) -> Path:
    with sla_builds.seeds_in(builder.project, SEEDS):
        as_of = datetime(2025, 12, 31)
        database, bad = sla_builds.build(builder, files, "sla_golden", as_of=as_of)
    assert not bad, "\n".join(f"{one.node.name}: {one.message}" for one in bad)
    return database


@pytest.fixture(scope="module")
def clock(database):
    """Looks a clock up by ticket, metric and cycle; None if there is none."""
    found = {
        (row["ticket_id"], row["metric"], row["cycle_number"]): row
        for row in rows(
            database,
            """
            select c.*, t.ticket_id from marts.fct_sla_clocks as c
            join marts.fct_tickets as t using (ticket_key)
            """,
        )
    }

    def look_up(ticket_id: str, metric: str, cycle_number: int = 1) -> dict | None:
        return found.get((ticket_id, metric, cycle_number))

    return look_up


def assert_clock(row: dict, **expected) -> None:
    """Times are given as texts, minutes as numbers under `elapsed`, `paused` and `remaining`."""
    for name, value in expected.items():
        if name in ("elapsed", "paused", "remaining"):
            assert row[f"{name}_business_minutes"] == value, (name, row)
        else:
            wanted = utc(value) if name.endswith("_at") and value else value
            assert row[name] == wanted, (name, row)


ticket(
    "servicenow", "2025-12-12 21:00-05:00",
    "2025-12-15 09:30-05:00, agent, is, resolved",
    queue="office",
)


def test_servicenow_elapsed_time(clock, database):
    """Open 08:00 to 17:00 on weekdays; opened on Friday 12 December at 21:00, now Monday 09:30.

    Business elapsed: 08:00 to 09:30 on Monday, 1 h 30 min. Actual elapsed: 3 + 48 + 9.5 = 60.5 h.
    8 business hours would be over at 16:00.
    Source: ServiceNow documentation, Service Level Management, "Actual and business elapsed times"
    (r_ElapsedTimeCounting), its example.
    """
    assert_clock(
        clock("servicenow", "resolution"),
        outcome="met", elapsed=90, due_at="2025-12-15 16:00-05:00", breached_at=None,
    )
    (actual,) = rows(
        database,
        """
        select sum(calendar_minutes) as minutes, sum(outside_hours_minutes) as outside
        from marts.fct_sla_clock_segments join marts.fct_sla_clocks using (sla_clock_key)
        where policy_id = 'office'
        """,
    )
    assert actual == {"minutes": 3630, "outside": 3630 - 90}


ticket(
    "status clocks", "2025-06-09 09:00",
    "2025-06-09 14:00, agent, agent_replied",
    "2025-06-09 14:00, agent, is, open",
    "2025-06-09 15:30, customer, customer_replied",
    "2025-06-09 16:00, agent, agent_replied",
    "2025-06-09 16:00, agent, is, pending",
    "2025-06-10 10:00, customer, customer_replied",
    "2025-06-10 10:00, customer, is, open",
    "2025-06-10 11:00, agent, is, on_hold",
    "2025-06-11 14:00, agent, is, open",
    "2025-06-11 14:30, agent, agent_replied",
    "2025-06-11 14:30, agent, is, resolved",
    status="new",
)


def test_status_clocks(clock, database):
    """New Monday 9:00, open 14:00, pending 16:00, open Tuesday 10:00, on hold 11:00, open Wednesday
    14:00, solved 14:30.

    New 5 h; open 2 + 1 + 0.5 h; pending 18 h; on hold 27 h. So agent work is 8.5 h, requester wait
    35.5, on hold 27, agent wait 18, and from creation to the end it is 53.5. First reply after 5 h;
    next replies after 0.5 and 28.5 h. Without pending and on hold the resolution took 8.5 h.
    Source: GitLab handbook, Customer Support Operations, Zendesk, "Metrics definitions", timeline
    of ticket #12345. (Its table counts the 5 new hours twice and on hold as 27.5; the timeline, and
    its total of 53.5, give the figures here.)
    """
    (row,) = rows(database, "select * from marts.fct_tickets where ticket_id = 'status clocks'")
    hours = {"agent_work": 8.5, "requester_wait": 35.5, "on_hold": 27, "agent_wait": 18}
    for name, expected in (hours | {"full_resolution": 53.5, "first_response": 5}).items():
        assert row[f"{name}_calendar_minutes"] == expected * 60
        assert row[f"{name}_business_minutes"] == expected * 60  # its calendar never closes
    assert_clock(
        clock("status clocks", "first_response"),
        elapsed=5 * 60, outcome="breached", breached_at="2025-06-09 10:00",
    )
    assert_clock(clock("status clocks", "next_response", 1), elapsed=30, outcome="met")
    assert_clock(
        clock("status clocks", "next_response", 2),
        elapsed=28.5 * 60, outcome="breached", breached_at="2025-06-10 18:00",
    )
    # the two hours of the target are over while it is new
    assert_clock(
        clock("status clocks", "resolution"),
        elapsed=8.5 * 60, paused=(18 + 27) * 60, outcome="breached", breached_at="2025-06-09 11:00",
    )


CLOCK_CHANGES = {
    # Thursday 22:00 to 24:00 is 120; Friday begins at 01:00, and has its 80th minute at 02:20
    "cairo spring": ("cairo", "2025-04-24 21:00+02:00", "2025-04-25 02:20+03:00"),
    # Thursday 22:00 to 24:00 with its last hour twice is 180; 20 minutes of Friday
    "cairo autumn": ("cairo", "2025-10-30 21:00+03:00", "2025-10-31 00:20+02:00"),
    # Friday 00:30 to 02:00 is 90; from 03:00 on 110 more
    "jerusalem spring": ("jerusalem", "2025-03-27 20:00+02:00", "2025-03-28 04:50+03:00"),
    # Sunday 00:00 to 02:00 is 120, 01:00 to 02:00 again 180; 20 more
    "jerusalem autumn": ("jerusalem", "2025-10-25 22:00+03:00", "2025-10-26 02:20+02:00"),
    # Sunday 01:00 to 02:00 is 60; the clock then shows 02:30, 15 more
    "lord howe spring": ("lord_howe", "2025-10-04 12:00+10:30", "2025-10-05 02:45+11:00"),
    # Sunday 01:00 to 02:00 is 60; the clock then shows 01:30 again, 15 more
    "lord howe autumn": ("lord_howe", "2025-04-05 12:00+11:00", "2025-04-06 01:45+10:30"),
}
for name, (queue, created_at, _) in CLOCK_CHANGES.items():
    ticket(name, created_at, queue=queue)


@pytest.mark.parametrize("name", CLOCK_CHANGES)
def test_due_across_a_clock_change(clock, name):
    """Rules of the zones: IANA time zone database, files africa, asia and australasia."""
    *_, due_at = CLOCK_CHANGES[name]
    row = clock(name, "resolution")
    assert_clock(row, due_at=due_at, breached_at=due_at, outcome="overdue")


ticket(
    "holiday", "2025-10-02 15:00+02:00",
    "2025-10-02 16:00+02:00, agent, is, pending",
    "2025-10-06 10:00+02:00, customer, is, open",
    "2025-10-06 12:00+02:00, agent, is, resolved",
    queue="berlin",
)
ticket(
    "still paused", "2025-10-02 15:00+02:00",
    "2025-10-02 16:00+02:00, agent, is, pending",
    queue="berlin",
)


def test_paused_over_a_holiday(clock):
    """Running Thursday 15:00 to 16:00 and Monday 10:00 to 12:00, 60 + 120.

    Paused Thursday 16:00 to 17:30 and Monday 9:00 to 10:00, 90 + 60; Friday is a holiday. The 540
    left on Monday at 10:00 are 450 until 17:30 and 90 on Tuesday. While paused it is not due.
    """
    assert_clock(
        clock("holiday", "resolution"),
        elapsed=180, paused=150, outcome="met", due_at="2025-10-07 10:30+02:00",
    )
    assert_clock(
        clock("still paused", "resolution"),
        elapsed=60, remaining=540, is_paused=True, outcome="running", due_at=None,
    )


ticket(
    "reopened", "2025-06-10 08:00",
    "2025-06-10 09:00, agent, is, resolved",
    "2025-06-12 08:00, customer, is, open",
    "2025-06-12 09:30, agent, is, resolved",
    "2025-06-15 09:30, system, is, closed",
)
ticket(
    "open again", "2025-06-10 08:00",
    "2025-06-10 10:30, agent, is, resolved",
    "2025-06-12 08:00, customer, is, open",
)


def test_reopened_after_the_target(clock):
    """Of 120 minutes 60 are used on the 10th; the other 60 are over on the 12th at 09:00.

    The second one had run out before it was resolved, on the 10th at 10:00; reopened, it runs on:
    150 minutes, and from the 12th at 08:00 to the end of the year 202 days less 8 hours.
    """
    assert_clock(
        clock("reopened", "resolution"),
        elapsed=150, outcome="breached", stopped_at="2025-06-12 09:30", stop_reason="resolved",
        due_at="2025-06-12 09:00", breached_at="2025-06-12 09:00",
    )
    elapsed = 150 + 202 * 1440 - 480
    assert_clock(
        clock("open again", "resolution"),
        elapsed=elapsed, remaining=120 - elapsed, outcome="overdue", stopped_at=None,
        stop_reason=None, breached_at="2025-06-10 10:00",
    )


ticket(
    "raised", "2025-06-10 08:00",
    "2025-06-10 08:20, agent, priority, urgent",
    "2025-06-10 08:55, agent, agent_replied",
    "2025-06-10 09:00, customer, customer_replied",
    "2025-06-10 09:55, agent, agent_replied",
)


def test_priority_raised_while_running(clock):
    """Normal with 60 minutes at 08:00, urgent with 30 from 08:20: urgent counts, from the start.

    The next one is urgent, too.
    """
    assert_clock(
        clock("raised", "first_response"),
        policy_id="urgent_first", priority="urgent", elapsed=55, outcome="breached",
        breached_at="2025-06-10 08:30", bound_from=utc("2025-06-10 08:20"), first_policy_id="first",
    )
    assert_clock(
        clock("raised", "next_response"),
        policy_id="urgent_next", priority="urgent", elapsed=55, outcome="breached",
        breached_at="2025-06-10 09:30",
    )


ticket(
    "auto-responder", "2025-06-10 08:00",
    "2025-06-10 08:00:05, system, agent_replied",
    "2025-06-10 09:30, agent, agent_replied",
)
ticket(
    "internal note", "2025-06-10 08:00",
    "2025-06-10 08:10, agent, note_added",
    "2025-06-10 08:40, agent, agent_replied",
)
ticket(
    "reply after resolution", "2025-06-10 08:00",
    "2025-06-10 08:45, agent, is, resolved",
    "2025-06-10 10:00, agent, agent_replied",
)
ticket(
    "created by an agent", "2025-06-10 08:00",
    "2025-06-10 08:00, agent, created",
    "2025-06-10 08:00, agent, agent_replied",
    "2025-06-10 08:10, customer, customer_replied",
    "2025-06-10 08:50, agent, agent_replied",
)


def test_what_is_a_first_response(clock):
    """Not the auto-responder and not a note; a resolution if it comes first.

    The text an agent creates a ticket with is no response to it: the second public comment is
    (source: Zendesk help, "About native Support time duration metrics", First reply time,
    Exceptions). The customer waits for it from their own first message, 08:10, and for no other.
    """
    assert_clock(
        clock("auto-responder", "first_response"),
        elapsed=90, outcome="breached", breached_at="2025-06-10 09:00", stop_reason="responded",
    )
    assert_clock(clock("internal note", "first_response"), elapsed=40, outcome="met")
    assert_clock(
        clock("reply after resolution", "first_response"),
        elapsed=45, outcome="met", stopped_at="2025-06-10 08:45", stop_reason="resolved",
    )
    assert_clock(
        clock("created by an agent", "first_response"),
        started_at="2025-06-10 08:10", elapsed=40, outcome="met", stopped_at="2025-06-10 08:50",
    )
    assert clock("created by an agent", "next_response") is None


ticket("last second", "2025-06-10 08:00", "2025-06-10 09:00, agent, agent_replied")
ticket("a second late", "2025-06-10 08:00", "2025-06-10 09:00:01, agent, agent_replied")
# open until 17:30, and from 09:00 the next day; Anna takes it when the doors are closed
ticket(
    "taken at night", "2025-06-10 16:30+02:00",
    "2025-06-10 20:00+02:00, agent, agent_changed, anna",
    "2025-06-11 09:00:01+02:00, agent, agent_replied",
    queue="berlin",
)
ticket(
    "closing time", "2025-06-10 16:30+02:00",
    "2025-06-11 09:00+02:00, agent, agent_replied",
    queue="berlin",
)
ticket(
    "opening time", "2025-06-10 16:30+02:00",
    "2025-06-11 09:00:01+02:00, agent, agent_replied",
    queue="berlin",
)
ticket(
    "resumed at night", "2025-06-10 16:00+02:00",
    "2025-06-11 17:30+02:00, agent, is, pending",
    "2025-06-11 20:00+02:00, customer, is, open",
    "2025-06-11 21:00+02:00, agent, is, resolved",
    queue="berlin",
)
ticket(
    "paused at the target", "2025-06-10 08:00",
    "2025-06-10 09:00, agent, is, pending",
    "2025-06-10 12:00, customer, is, open",
    "2025-06-10 12:00:01, agent, agent_replied",
)


def test_last_second_of_the_target(clock):
    """60 minutes are met after exactly 60 minutes and breached a second later.

    A target used up at closing time ran out then, not when the doors open again, and whoever takes
    the ticket in between; who answers at the opening is still in time. One used up as a pause
    begins runs out when the clock goes on.
    """
    late = 60 + 1 / 60
    met = {"elapsed": 60, "outcome": "met", "breached_at": None}
    assert_clock(clock("last second", "first_response"), **met, due_at="2025-06-10 09:00")
    assert_clock(
        clock("a second late", "first_response"),
        elapsed=late, outcome="breached", breached_at="2025-06-10 09:00",
    )
    assert_clock(clock("closing time", "first_response"), **met, due_at="2025-06-10 17:30+02:00")
    assert_clock(
        clock("opening time", "first_response"),
        elapsed=late, outcome="breached", breached_at="2025-06-10 17:30+02:00",
    )
    assert_clock(
        clock("taken at night", "first_response"),
        elapsed=late, outcome="breached", breached_at="2025-06-10 17:30+02:00",
    )
    # 90 minutes on the 10th and 510 on the 11th are the 600 of its policy
    assert_clock(
        clock("resumed at night", "resolution"),
        elapsed=600, paused=0, outcome="met", due_at="2025-06-11 20:00+02:00",
    )
    assert_clock(
        clock("paused at the target", "first_response"),
        elapsed=late, paused=180, outcome="breached", breached_at="2025-06-10 12:00",
    )


ticket("instant", "2025-01-05 10:00", queue="instant")
ticket("instant a week later", "2025-01-12 10:00", queue="instant")


@pytest.mark.parametrize("ticket_id", ["instant", "instant a week later"])
def test_target_of_no_minutes(clock, ticket_id):
    """Created on a Sunday, when Berlin is closed, with nothing to run out: it is due at once."""
    created_at = utc("2025-01-05 10:00" if ticket_id == "instant" else "2025-01-12 10:00")
    row = clock(ticket_id, "first_response")
    assert (row["due_at"], row["breached_at"]) == (created_at, created_at)


ticket(
    "merged", "2025-06-10 08:00",
    "2025-06-10 11:00, agent, agent_replied",
    "2025-06-10 12:00, customer, customer_replied",
    "2025-06-10 13:00, agent, merged",
    "2025-06-10 14:00, agent, is, closed",
)


def test_merged(clock):
    """A merge ends what runs; no clock of the ticket is met or breached, not even earlier ones."""
    stops = {
        "first_response": ("2025-06-10 11:00", "responded", 180),
        "next_response": ("2025-06-10 13:00", "merged", 60),
        "resolution": ("2025-06-10 13:00", "merged", 300),
    }
    for metric, (stopped_at, reason, elapsed) in stops.items():
        assert_clock(
            clock("merged", metric),
            outcome="cancelled", due_at=None, breached_at=None,
            stopped_at=stopped_at, stop_reason=reason, elapsed=elapsed, remaining=None,
        )


ticket(
    "thanks", "2025-06-10 08:00",
    "2025-06-10 08:10, customer, customer_replied",
    "2025-06-10 08:30, agent, agent_replied",
    "2025-06-10 08:40, agent, is, resolved",
    "2025-06-10 09:00, customer, customer_replied",
    "2025-06-12 09:00, customer, is, open",
    "2025-06-12 09:05, customer, customer_replied",
    "2025-06-12 09:06, system, agent_replied",
    "2025-06-12 09:07, agent, note_added",
    "2025-06-12 10:00, agent, is, resolved",
)


def test_next_response(clock):
    """A reply before any answer is the first response's; one to a resolved ticket waits from the
    reopening on. A resolution is an answer, an auto-reply and a note are none. Two replies in a row
    are one wait."""
    assert_clock(
        clock("thanks", "next_response"), elapsed=60, stop_reason="resolved",
        started_at="2025-06-12 09:00", stopped_at="2025-06-12 10:00",
    )
    assert clock("thanks", "next_response", 2) is None


def policy(policy_id: str, **cells: object) -> str:
    """A line of sla_policies.csv, sound but for what is given."""
    sound = {"metric": "resolution", "target_minutes": 60, "calendar_id": "always"}
    row = {"policy_id": policy_id, "precedence": 50} | sound | cells
    return ",".join(str(row.get(name, "")) for name in sla_builds.POLICY_COLUMNS)


# A build names up to five faults, so that each group needs one build only.
FAULTS = {
    "in themselves": (
        [
            policy("w1", calendar_id="mars"),
            policy("w2", priority="asap", precedence=51),
            policy("w3", paused_statuses="pending;asleep", precedence=52),
            policy("w4", target_minutes=-1, precedence=53),
            policy("w5", metric="reply"),
        ],
        [
            "w1 in sla_policies.csv names the calendar mars",
            "w2 in sla_policies.csv names the priority asap",
            "w3 in sla_policies.csv pauses in the status asleep",
            "w4 in sla_policies.csv has the target -1",
            "w5 in sla_policies.csv names the metric reply",
        ],
    ),
    "left empty": (
        [
            policy("sound", calendar_id=""),  # it counts in the ticket's own
            policy("w2", precedence=""),
            policy("w3", metric=""),
            policy("w4", target_minutes="", precedence=51),
            policy("w5", valid_from="2025-02-01", valid_to="2025-02-01", precedence=52),
        ],
        [
            "w2 in sla_policies.csv has no precedence",
            "w3 in sla_policies.csv names the metric (none)",
            "w4 in sla_policies.csv has the target (none)",
            "w5 in sla_policies.csv ends on 2025-02-01",
        ],
    ),
    # those of precedence 60 would both fit an urgent ticket at the desk
    "in each other": (
        [
            policy("twice", precedence=51),
            policy("twice", precedence=52),
            policy("early", queue="desk", valid_to="2025-03-01"),
            policy("late", queue="desk", valid_from="2025-03-02"),
            policy("one", precedence=60, queue="desk"),
            policy("other", precedence=60, priority="urgent"),
        ],
        [
            "twice in sla_policies.csv has an id that another policy has too",
            "early in sla_policies.csv ends on 2025-03-01 and late, for the same tickets, begins",
            "one in sla_policies.csv has the precedence, the days and some tickets in common with",
        ],
    ),
}


@pytest.mark.parametrize("group", FAULTS)
def test_wrong_policies_stop_the_build(builder, files, group):
    lines, sentences = FAULTS[group]
    text = SEEDS["sla_policies"] + "\n".join(lines) + "\n"
    with sla_builds.seeds_in(builder.project, SEEDS | {"sla_policies": text}):
        _, bad = sla_builds.build(builder, files, f"faults {group}", "+int_sla_policies")
    (failed,) = [one for one in bad if one.status == "error"]
    assert failed.node.name == "int_sla_policies"
    for sentence in sentences:
        assert f"SLA policy {sentence}" in failed.message
    assert failed.message.count("SLA policy ") == len(sentences)
