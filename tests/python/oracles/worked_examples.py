"""Tickets whose figures can be worked out by hand, with the working.

The local times carry their offsets, so that a reader needs no table of time zones.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from oracles.adversary import Event, Ticket


@dataclass(frozen=True)
class Span:
    """A ticket open from one local time to another, and the minutes of it that count."""

    name: str
    queue: str
    start: str
    end: str
    calendar_minutes: float
    business_minutes: list[float]


SPANS = [
    # ServiceNow's own: closed on Friday night and over the weekend, open from 08:00 on Monday.
    # 60 h 30 min have passed.
    Span(
        "servicenow", "servicenow", "2025-06-13 21:00-04:00", "2025-06-16 09:30-04:00", 3630, [90]
    ),
    # 16:40 to 17:00, and 08:00 to 08:25
    Span("night", "servicenow", "2025-06-17 16:40-04:00", "2025-06-18 08:25-04:00", 945, [20, 25]),
    # 11:50:20 to 12:00, and 12:30 to 12:40:50 after lunch
    Span(
        "half hours",
        "new_york",
        "2025-06-10 11:50:20-04:00",
        "2025-06-10 12:40:50-04:00",
        50.5,
        [9 + 40 / 60, 10 + 50 / 60],
    ),
    # Sunday 00:30 to 03:30 without the hour from 02:00; Monday 08:30 to 09:00
    Span(
        "new york spring",
        "new_york",
        "2025-03-08 20:00-05:00",
        "2025-03-10 09:00-04:00",
        36 * 60,
        [90, 30, 30],
    ),
    # Sunday 00:30 to 03:30 with the hour from 01:00 twice; Monday is a holiday
    Span(
        "new york autumn",
        "new_york",
        "2025-11-01 20:00-04:00",
        "2025-11-03 09:00-05:00",
        38 * 60,
        [180, 60],
    ),
    # Friday's last hour; Saturday is a holiday, which is closed anyway; Sunday has four hours;
    # Monday is a holiday; Tuesday's first hour
    Span(
        "holidays on and beside a weekend",
        "new_york",
        "2025-10-31 16:15-04:00",
        "2025-11-04 09:30-05:00",
        90 * 60 + 15,
        [60, 240, 60],
    ),
    # Sunday 01:00 to 02:00 and 03:00 to 04:00; Monday is a holiday; Tuesday 09:00 to 10:00
    Span(
        "berlin spring",
        "berlin",
        "2025-03-29 12:00+01:00",
        "2025-04-01 10:00+02:00",
        69 * 60,
        [60, 60, 60],
    ),
    # Sunday 01:00 to 04:00 with the hour from 02:00 twice; Monday 09:00 to 10:00
    Span(
        "berlin autumn",
        "berlin",
        "2025-10-25 12:00+02:00",
        "2025-10-27 10:00+01:00",
        47 * 60,
        [180, 60, 60],
    ),
    # Thursday 18:00 to 18:30; Friday is a holiday; Saturday 09:30 to 10:00
    Span(
        "kolkata holiday",
        "kolkata",
        "2025-08-14 18:00+05:30",
        "2025-08-16 10:00+05:30",
        40 * 60,
        [30, 30],
    ),
    # Thursday 22:00 to 24:00; Friday begins at 01:00 and closes at 02:15
    Span(
        "cairo spring",
        "cairo",
        "2025-04-24 21:00+02:00",
        "2025-04-25 03:00+03:00",
        5 * 60,
        [120, 75],
    ),
    # Thursday 22:00 to 24:00 with its last hour twice; Friday 00:00 to 02:15;
    # Sunday is a holiday; Monday 09:00 to 10:00
    Span(
        "cairo autumn",
        "cairo",
        "2025-10-30 21:00+03:00",
        "2025-11-03 10:00+02:00",
        86 * 60,
        [120, 60, 135, 60],
    ),
    # Friday 00:30 to 02:00 and 03:00 to 04:00
    Span(
        "jerusalem spring",
        "jerusalem",
        "2025-03-27 20:00+02:00",
        "2025-03-28 04:00+03:00",
        7 * 60,
        [90, 60],
    ),
    # Sunday 00:00 to 03:00 with the hour from 01:00 twice, and 08:00 to 16:15;
    # Monday is a holiday; Tuesday 08:00 to 08:30
    Span(
        "jerusalem autumn",
        "jerusalem",
        "2025-10-25 22:00+03:00",
        "2025-10-28 08:30+02:00",
        59 * 60 + 30,
        [180, 60, 495, 30],
    ),
    # Sunday 01:00 to 02:00 and 02:30 to 03:00; Monday is a holiday; Tuesday 08:15 to 09:00
    Span(
        "lord howe spring",
        "lord_howe",
        "2025-10-04 12:00+10:30",
        "2025-10-07 09:00+11:00",
        68 * 60 + 30,
        [60, 30, 45],
    ),
    # Sunday 01:00 to 03:00 with the half hour from 01:30 twice; Monday 08:15 to 08:30
    Span(
        "lord howe autumn",
        "lord_howe",
        "2025-04-05 12:00+11:00",
        "2025-04-07 08:30+10:30",
        45 * 60,
        [120, 30, 15],
    ),
    # Around the clock every minute counts, on nights of changing clocks, too.
    Span("always", "night", "2025-03-30 00:10:30+00:00", "2025-03-30 05:00+00:00", 289.5, [289.5]),
]


def at(text: str) -> datetime:
    """A time with an offset as naive UTC."""
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)


def plain(name: str, start: str, queue: str, *changes: tuple[str, str, str, str]) -> Ticket:
    """A ticket created open with low priority; changes are (time, event type, old, new)."""
    first = {"status": "Open", "priority": "low", "queue": queue, "agent_id": ""}
    ticket = Ticket(f"W {name}", at(start), first)
    ticket.events = [
        Event(at(moment), kind, number / 1000, old_value=old, new_value=new)
        for number, (moment, kind, old, new) in enumerate(changes)
    ]
    return ticket


def tickets() -> list[Ticket]:
    """All worked examples as tickets."""
    noon, one = "2025-06-10 12:00+00:00", "2025-06-10 13:00+00:00"
    return [
        *(
            plain(span.name, span.start, span.queue, (span.end, "status_changed", "Open", "Solved"))
            for span in SPANS
        ),
        plain("sixty weeks", "2025-02-17 12:00+00:00", "kolkata"),
        plain("no length", noon, "berlin", (noon, "status_changed", "Open", "Solved")),
        plain(
            "one instant",
            noon,
            "berlin",
            (one, "status_changed", "Open", "Waiting on Customer"),
            (one, "queue_changed", "berlin", "cairo"),
            (one, "priority_changed", "low", "high"),
            (one, "status_changed", "Waiting on Customer", "On-Hold"),
        ),
        plain(
            "there and back",
            noon,
            "berlin",
            (one, "queue_changed", "berlin", "cairo"),
            (one, "queue_changed", "cairo", "berlin"),
        ),
        plain("moved at birth", noon, "front desk", (noon, "queue_changed", "front desk", "cairo")),
        clocks(),
    ]


def clocks() -> Ticket:
    """An hour new, half an hour open, two hours pending, and so on."""
    ticket = plain(
        "clocks",
        "2025-06-10 08:00+00:00",
        "night",
        ("2025-06-10 09:00+00:00", "status_changed", "new", "Open"),
        ("2025-06-10 09:10+00:00", "agent_replied", "", ""),
        ("2025-06-10 09:30+00:00", "status_changed", "Open", "Waiting on Customer"),
        ("2025-06-10 11:30+00:00", "status_changed", "Waiting on Customer", "On-Hold"),
        ("2025-06-10 12:15+00:00", "status_changed", "On-Hold", "Open"),
        ("2025-06-10 12:30+00:00", "status_changed", "Open", "Solved"),
        ("2025-06-10 13:00+00:00", "status_changed", "Solved", "Open"),
        ("2025-06-10 13:05+00:00", "agent_changed", "", "a1"),
        ("2025-06-10 13:06+00:00", "agent_changed", "a1", "a2"),
        ("2025-06-10 13:07+00:00", "agent_changed", "a2", ""),
        ("2025-06-10 13:08+00:00", "agent_changed", "", "a1"),
        ("2025-06-10 13:20+00:00", "status_changed", "Open", "Solved"),
        ("2025-06-13 13:20+00:00", "status_changed", "Solved", "closed"),
    )
    ticket.first["status"] = "new"
    return ticket
