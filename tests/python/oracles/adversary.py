"""Writes exports that are hard to read right: every case the rules speak of, from a seed.

What is written is the raw material only. The oracles read the files as anybody would.
"""

import csv
import io
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from oracles import once

SOURCE_ZONE = "Europe/Berlin"
FIRST, LAST = datetime(2025, 2, 10), datetime(2026, 4, 13, 15, 7, 30)
# Clock changes of the six zones, UTC: most tickets live around one of them.
CLOCK_CHANGES = [
    datetime(2025, 3, 9, 7),
    datetime(2025, 11, 2, 6),
    datetime(2025, 3, 30, 1),
    datetime(2025, 10, 26, 1),
    datetime(2025, 4, 24, 22),
    datetime(2025, 10, 30, 21),
    datetime(2025, 3, 28, 0),
    datetime(2025, 10, 25, 23),
    datetime(2025, 4, 5, 15),
    datetime(2025, 10, 4, 15, 30),
]
# A day of the past, in the night New York's clocks change.
PAST = datetime(2025, 11, 2, 5, 45)
QUEUES = ["new_york", "berlin", "kolkata", "cairo", "jerusalem", "lord_howe", "night", ""]
OPEN_WORDS = ["new", "Open", "In Progress", "Waiting on Customer", "On-Hold", "hold", "mislaid"]
SHUT_WORDS = ["Solved", "resolved", "closed"]
PRIORITIES = ["Urgent", "high", "medium", "low", "whenever"]
AGENTS = ["a1", "a2", "a3", ""]
TICKET_COLUMNS = [
    "ticket_id",
    "created_at",
    "updated_at",
    "first_responded_at",
    "resolved_at",
    "closed_at",
    "status",
    "priority",
    "channel",
    "category",
    "queue",
    "agent_id",
    "requester_id",
    "subject",
    "reopen_count",
    "csat_score",
    "is_merged",
]
EVENT_COLUMNS = [
    "ticket_id",
    "event_id",
    "occurred_at",
    "event_type",
    "actor_type",
    "actor_id",
    "old_value",
    "new_value",
]
STATE_CHANGES = {
    "status_changed": "status",
    "priority_changed": "priority",
    "queue_changed": "queue",
    "agent_changed": "agent_id",
}


@dataclass
class Event:
    """One line of the event file; `place` is its place among the lines."""

    occurred_at: datetime
    event_type: str
    place: float
    actor_type: str = "agent"
    actor_id: str = "a1"
    old_value: str = ""
    new_value: str = ""


@dataclass
class Ticket:
    """A ticket as it truly went. is_logged: whether its events are written to the event file."""

    ticket_id: str
    created_at: datetime
    first: dict
    events: list[Event] = field(default_factory=list)
    is_logged: bool = True

    def row_at(self, instant: datetime) -> dict:
        """The ticket's row in an export made at an instant."""
        row = {
            "ticket_id": self.ticket_id,
            "created_at": self.created_at,
            "updated_at": self.created_at,
            "channel": "web",
            "category": "category " + self.ticket_id[-1],
            "requester_id": "r1",
            "subject": f'A "{self.ticket_id}", or so',
            "reopen_count": 0,
            **self.first,
        }
        if is_shut(row["status"]):
            row["resolved_at"] = self.created_at
        for event in self.events:
            if event.occurred_at <= instant:
                row["updated_at"] = event.occurred_at
                apply(row, event)
        return row


def tells_its_past(ticket: Ticket) -> bool:
    """Whether the export holds what the ticket was on any day: all changes, from the start on.

    Of a ticket without logged events only times of its last state are known. One that began in
    another status than those every ticket is taken to begin in shows that by its first change only.
    """
    return ticket.is_logged and ticket.first["status"] in ("new", "Open")


def is_shut(word: str) -> bool:
    return word in SHUT_WORDS


def apply(row: dict, event: Event) -> None:
    """Carries an event into the ticket's row, as a helpdesk would."""
    if event.event_type == "status_changed":
        was, now = is_shut(row["status"]), is_shut(event.new_value)
        row["reopen_count"] += was and not now
        row["resolved_at"] = (row.get("resolved_at") if was else event.occurred_at) if now else None
        row["closed_at"] = event.occurred_at if event.new_value == "closed" else None
    if event.event_type in STATE_CHANGES:
        row[STATE_CHANGES[event.event_type]] = event.new_value
    if (event.event_type, event.actor_type) == ("agent_replied", "agent"):
        row.setdefault("first_responded_at", event.occurred_at)
    if event.event_type == "rated":
        row["csat_score"] = event.new_value
    if event.event_type == "merged":
        row["is_merged"] = "true"


def make_tickets(seed: int, count: int) -> list[Ticket]:
    """Random tickets, each with up to fourteen events, many of them at awkward times."""
    chance = random.Random(seed)
    return [make_ticket(chance, f"A{number:04}") for number in range(count)]


def make_odd_tickets() -> list[Ticket]:
    """Tickets of a queue of their own that show in one way each whether a build sees past as_of."""

    def odd(name: str, status: str, *changes: tuple) -> Ticket:
        first = {"status": status, "priority": "low", "queue": "odd", "agent_id": ""}
        ticket = Ticket(f"odd {name}", datetime(2025, 10, 1, 12), first)
        for days, kind, old, new in changes:
            at = ticket.created_at + timedelta(days=days)
            ticket.events.append(Event(at, kind, days / 1000, old_value=old, new_value=new))
        return ticket

    later = [(60, "Open", "Solved"), (61, "Solved", "Open"), (62, "Open", "Solved")]
    return [
        odd("reopened later", "Open", *((day, "status_changed", *words) for day, *words in later)),
        odd("merged later", "Open", (60, "merged", "", "")),
        odd("rated later", "Open", (60, "rated", "", "5")),
        odd("moved later", "Open", (60, "queue_changed", "odd", "night")),
        odd("assigned later", "Open", (60, "agent_changed", "", "a2")),
        odd(
            "born on hold",
            "On-Hold",
            (5, "note_added", "", ""),
            (60, "status_changed", "On-Hold", "Open"),
        ),
        odd("renamed later", "Open", (5, "note_added", "", ""), (60, "note_added", "", "")),
    ]


def with_renamed(lines: list[str], renamed: Ticket, until: datetime) -> list[str]:
    """Adds the rows of a ticket that had one category at PAST and has another at LAST."""
    versions = [(PAST, "before"), (LAST, "after")]
    rows = [
        {**renamed.row_at(instant), "category": word}
        for instant, word in versions
        if instant <= until
    ]
    return [*lines, *map(ticket_line, rows)]


def make_ticket(chance: random.Random, ticket_id: str) -> Ticket:
    if chance.random() < 0.6:
        created = chance.choice(CLOCK_CHANGES) + timedelta(seconds=chance.randint(-250_000, 90_000))
    else:
        created = FIRST + timedelta(seconds=chance.randint(0, 34_000_000))
    if chance.random() < 0.1:
        created += timedelta(microseconds=chance.randint(1, 999_999))
    if chance.random() < 0.1:
        created = created.replace(minute=chance.choice([0, 15, 30, 45]), second=0, microsecond=0)
    first = {
        "status": chance.choice(["new"] * 9 + ["Open"] * 9 + OPEN_WORDS + SHUT_WORDS),
        "priority": chance.choice(PRIORITIES),
        "queue": chance.choice(QUEUES),
        "agent_id": chance.choice(AGENTS),
    }
    ticket = Ticket(ticket_id, created, first, is_logged=chance.random() > 0.12)
    at = created
    for _ in range(chance.randint(0, 14)):
        at = min(at + step(chance), LAST)
        ticket.events.append(make_event(chance, at))
    if chance.random() < 0.7:
        ticket.events.append(Event(created, "created", chance.random(), "customer", "r1"))
    # Later in the file does not mean later in time; at one instant the file's order counts.
    ticket.events.sort(key=lambda one: (one.occurred_at, one.event_type != "created", one.place))
    state = dict(first)
    for event in ticket.events:
        if event.event_type in STATE_CHANGES:
            name = STATE_CHANGES[event.event_type]
            event.old_value = state[name]
            state[name] = event.new_value
    return ticket


def step(chance: random.Random) -> timedelta:
    """Time to the next event: none, a moment, some minutes, a night, days, weeks."""
    longest = chance.choice([0, 0, 59, 3_600, 3_600, 50_000, 300_000, 3_000_000])
    seconds = timedelta(seconds=chance.randint(0, longest))
    return seconds + timedelta(microseconds=chance.choice([0, 0, 0, 250_000, 1]) if longest else 0)


def make_event(chance: random.Random, at: datetime) -> Event:
    place = chance.random()
    kind = chance.choice(
        ["status_changed"] * 6
        + ["priority_changed", "queue_changed", "agent_changed"] * 2
        + ["agent_replied", "agent_replied", "customer_replied", "note_added", "rated", "sneezed"]
        + ["merged"] * (chance.random() < 0.1)
    )
    words = {
        "status_changed": OPEN_WORDS + SHUT_WORDS * 3,
        "priority_changed": PRIORITIES,
        "queue_changed": QUEUES,
        "agent_changed": AGENTS,
        "rated": list("12345"),
    }
    actor = chance.choice(["agent", "agent", "agent", "system"])
    if kind in ("customer_replied", "rated"):
        actor = "customer"
    actor_id = {"agent": chance.choice(AGENTS[:3]), "customer": "r1", "system": ""}[actor]
    return Event(at, kind, place, actor, actor_id, "", chance.choice(words.get(kind, [""])))


def written(moment: datetime | None, salt: str) -> str:
    """A naive UTC time in one of the spellings an export may have, each exact."""
    if moment is None:
        return ""
    moment = moment.replace(tzinfo=UTC)
    spelling = random.Random(f"{salt}{moment}").randint(0, 3)
    if spelling == 0:
        return moment.astimezone(timezone(timedelta(hours=5, minutes=30))).isoformat(sep=" ")
    local = moment.astimezone(ZoneInfo(SOURCE_ZONE))
    if spelling < 3 and local.replace(fold=1).astimezone(UTC) == moment:
        return str(local.replace(tzinfo=None))
    return moment.isoformat().replace("+00:00", "Z")


def ticket_line(row: dict) -> str:
    cells = [row.get(name) for name in TICKET_COLUMNS]
    return csv_line([written(c, row["ticket_id"]) if isinstance(c, datetime) else c for c in cells])


def event_lines(tickets: list[Ticket], until: datetime) -> list[str]:
    """Lines of the events up to an instant; their order does not depend on it."""
    placed = [
        (event.place, number, event, ticket)
        for ticket in tickets
        if ticket.is_logged
        for number, event in enumerate(ticket.events)
        if event.occurred_at <= until
    ]
    placed.sort(key=lambda one: (one[0], one[3].ticket_id, one[1]))
    return [
        csv_line(
            [
                ticket.ticket_id,
                f"{ticket.ticket_id}-{number}",
                written(event.occurred_at, ticket.ticket_id),
                event.event_type,
                event.actor_type,
                event.actor_id,
                event.old_value,
                event.new_value,
            ]
        )
        for _, number, event, ticket in placed
    ]


def ticket_lines(tickets: list[Ticket], until: datetime) -> list[str]:
    return [ticket_line(ticket.row_at(until)) for ticket in tickets if ticket.created_at <= until]


def csv_line(cells: list) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def write(folder: Path, tickets: list[str], events: list[str]) -> tuple[Path, Path]:
    """Writes the two files of the generic source, unless another process has."""
    files = folder / "support_tickets.csv", folder / "ticket_events.csv"
    headers = ",".join(TICKET_COLUMNS), ",".join(EVENT_COLUMNS)
    with once.is_first(folder) as is_first:
        for file, header, lines in zip(files, headers, (tickets, events), strict=True):
            if is_first:
                file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return files


def with_faults(chance: random.Random, lines: list[str], faults: list[str]) -> list[str]:
    """The lines with others between them, at places left to chance."""
    lines = list(lines)
    for fault in faults:
        lines.insert(chance.randint(0, len(lines)), fault)
    return lines


def ticket_faults(tickets: list[Ticket]) -> list[str]:
    """Ticket lines of every kind that must be refused, and odd ones that must not."""
    chosen = [ticket.row_at(LAST) for ticket in tickets[::9]]
    day = timedelta(days=1)
    wrong = [
        {"ticket_id": ""},
        {"created_at": ""},
        {"created_at": "2026-02-30 10:00:00"},
        {"created_at": "yesterday", "csat_score": "6"},
        {"updated_at": "2026-13-01"},
        {"resolved_at": "2001-01-01 00:00:00"},
        {"closed_at": chosen[6]["created_at"] - day},
        {"first_responded_at": "25:00"},
        {"csat_score": "4.5"},
        {"csat_score": "0", "reopen_count": "-1", "is_merged": "perhaps"},
        {"updated_at": "2062-01-01 00:00:00"},
        {"created_at": "1970-01-01 00:00:00"},
        {"ticket_id": "X2", "created_at": FIRST - 200 * day},
        {"ticket_id": "X3", "subject": 'first line\nsecond, "quoted" line\n\nlast line'},
        {"ticket_id": "#4", "subject": "a # is no comment"},
        {"ticket_id": "X5", "subject": 'an inch is 1"'},
        {"updated_at": min(chosen[16]["updated_at"] + day, LAST), "category": "newer"},
        {"updated_at": chosen[17]["created_at"] - day, "category": "older"},
        {"updated_at": chosen[18]["updated_at"], "category": "as old"},
    ]
    faults = [ticket_line({**row, **cells}) for row, cells in zip(chosen, wrong, strict=False)]
    plain = [ticket_line({**row, "subject": "plain"}) for row in chosen[20:30]]
    faults += [ticket_line(chosen[30])] * 2
    faults += [plain[0].replace("plain", '"plain'), plain[1].replace("plain", 'pl"ain"')]
    faults += [plain[2].replace("plain", '"pl"ain'), plain[3].replace("plain", '"plain"x,"')]
    faults += [plain[4] + ",", plain[5].rsplit(",", 1)[0], "words", "", ""]
    return faults


def event_faults(tickets: list[Ticket]) -> list[str]:
    """Event lines of every kind that must be refused, and odd ones that must not."""
    sound = [line for line in event_lines(tickets, LAST) if '"' not in line][::40]
    cells = [line.split(",") for line in sound]
    day = timedelta(days=1)
    first, last = tickets[0], tickets[1]
    said = ["agent", "a1", "", ""]
    faults = [
        ["nobody", "e1", written(LAST - day, ""), "note_added", *said],
        [first.ticket_id, "e2", written(first.created_at - day, ""), "note_added", *said],
        [first.ticket_id, "e3", written(LAST - day, ""), "rated", *said[:3], "6"],
        [first.ticket_id, "e4", written(LAST - day, ""), "rated", *said],
        [first.ticket_id, "e5", "", "note_added", *said],
        [first.ticket_id, "e6", "2026-02-29 12:00:00", "note_added", *said],
        [first.ticket_id, "e7", written(LAST - day, ""), "", *said],
        ["", "e8", "", "", *said],
        [first.ticket_id, "e9", "2199-01-01 00:00:00", "note_added", *said],
        [last.ticket_id, "", written(LAST - day, "x"), "customer_replied", *said],
        [last.ticket_id, "", written(LAST - day, "x"), "customer_replied", *said],
        [last.ticket_id, "twice", written(LAST - day, ""), "note_added", *said],
        [last.ticket_id, "twice", written(LAST - day, ""), "status_changed", *said[:3], "Open"],
        [*cells[0][:-1], "Solved"],
        [*cells[1], "one more"],
        cells[2][:-1],
    ]
    lines = [csv_line(cells) for cells in faults]
    lines += [sound[3], sound[3], sound[4], "", sound[5].replace(",", ',"', 1)]
    return lines
