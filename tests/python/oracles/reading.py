"""Reads an export record by record: every row is accepted, or refused with all its reasons (R3)."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from oracles.seeds import Words

TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))? ?(Z|[+-]\d\d(?::?\d\d)?)?"
)
TICKET_TIMES = [
    "created_at",
    "updated_at",
    "first_responded_at",
    "resolved_at",
    "closed_at",
    "due_at",
]
SILENCE = timedelta(days=180)
FARTHEST = timedelta(days=3650)


@dataclass
class Row:
    """One record of a file: number of its first line (the header is 1), its text, its cells."""

    file_kind: str
    number: int
    text: str
    cells: dict
    content: tuple
    reasons: list[str] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)


@dataclass
class Export:
    """What an export holds: accepted tickets by id, their events in file order, refused rows."""

    tickets: dict[str, dict]
    events: dict[str, list[dict]]
    read: Counter
    rejected: list[Row]
    unread: dict[tuple, str]  # the cell by kind of file, row number and column


def parse_line(text: str) -> list[str] | None:
    """Cells of a CSV record; None if its quotes are not in order."""
    try:
        (cells,) = csv.reader([text], strict=True)
    except csv.Error:
        return None
    return cells


def read_rows(file: Path, kind: str) -> list[Row]:
    """Records of a file. A cell may go on in the next lines, unless one of them is a record."""
    lines = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    header = [name.strip().lower() for name in parse_line(lines[0])]
    rows, position = [], 1
    while position < len(lines):
        length = record_length(lines, position, len(header))
        text = "\n".join(lines[position : position + length])
        if text:
            rows.append(make_row(kind, position + 1, text, header))
        position += length
    return rows


def record_length(lines: list[str], position: int, width: int) -> int:
    """Number of lines of the record that begins at a position."""
    if not lines[position] or parse_line(lines[position]) is not None:
        return 1
    for end in range(position + 1, len(lines)):
        # csv reads a line at a time: a line break in a cell has to be there
        joined = parse_lines(lines[position : end + 1])
        if joined is not None:
            return end + 1 - position if len(joined) == width else 1
        inner = parse_line(lines[end])
        if inner is not None and len(inner) == width:
            return 1
    return 1


def parse_lines(lines: list[str]) -> list[str] | None:
    """Cells of a record of several lines; None if it does not end with the last of them."""
    try:
        records = list(csv.reader([line + "\n" for line in lines], strict=True))
    except csv.Error:
        return None
    return records[0] if len(records) == 1 else None


def make_row(kind: str, number: int, text: str, header: list[str]) -> Row:
    cells = parse_lines(text.split("\n"))
    row = Row(kind, number, text, {}, tuple(cells or [text]))
    if cells is None:
        row.reasons = ["broken_quote"]
    elif len(cells) != len(header):
        row.reasons = ["too_many_columns" if len(cells) > len(header) else "too_few_columns"]
    else:
        row.cells = dict(zip(header, (cell.strip() or None for cell in cells), strict=True))
    return row


def utc_time(text: str | None, zone: ZoneInfo) -> datetime | None:
    """A written time as naive UTC (T1), without an offset in the source's zone; None if invalid."""
    found = TIME.fullmatch(text or "")
    if not found:
        return None
    day, clock, offset = found.groups()
    try:
        moment = datetime.fromisoformat(f"{day} {clock or '00:00'}{offset or ''}")
    except ValueError:
        return None
    if moment.tzinfo is None:
        # of a local hour that comes twice, the second pass
        moment = moment.replace(tzinfo=zone, fold=1)
    return moment.astimezone(UTC).replace(tzinfo=None)


def whole(text: str | None) -> int | None:
    return int(float(text)) if text and re.fullmatch(r"\d{1,9}(\.0+)?", text) else None


def rating(text: str | None, words: Words) -> int | None:
    """A score from 1 to 5, or a word for one."""
    if text and words.knows("rating", text):
        text = words.translate("rating", text)
    found = re.fullmatch(r"\+?0*([1-5])([.,]0+)?( ?/ ?5)?", text or "")
    return int(found[1]) if found else None


def judge_ticket(row: Row, zone: ZoneInfo, words: Words) -> None:
    """Types the cells of a ticket's row and notes what is wrong with them."""
    cells = row.cells
    row.reasons += [f"missing_{name}" for name in ("ticket_id", "created_at") if not cells[name]]
    texts = {name: cells.get(name) for name in [*TICKET_TIMES, "reopen_count", "csat_score"]}
    typed = {name: utc_time(texts[name], zone) for name in TICKET_TIMES}
    typed["reopen_count"] = whole(texts["reopen_count"])
    typed["csat_score"] = rating(texts["csat_score"], words)
    created = typed["created_at"]
    if texts["created_at"] and created is None:
        row.reasons.append("invalid_created_at")
    for name in ("resolved_at", "closed_at"):
        if created and typed[name] and typed[name] < created:
            typed[name] = None
    merged = (cells.get("is_merged") or "false").lower()
    row.unread = {
        name: text
        for name, text in texts.items()
        if text
        and typed[name] is None
        and not (name == "csat_score" and words.knows("rating", text))
    }
    if merged not in ("true", "false"):
        row.unread["is_merged"] = cells["is_merged"]
    cells |= typed | {"is_merged": merged == "true"}
    row.times = [typed[name] for name in TICKET_TIMES[:-1] if typed[name]]


def judge_event(row: Row, zone: ZoneInfo, words: Words) -> None:
    """Types the cells of an event's row and notes what is wrong with them."""
    cells = row.cells
    needed = ("ticket_id", "occurred_at", "event_type")
    row.reasons += [f"missing_{name}" for name in needed if not cells[name]]
    occurred = utc_time(cells["occurred_at"], zone)
    if cells["occurred_at"] and occurred is None:
        row.reasons.append("invalid_occurred_at")
    cells["occurred_at"] = occurred
    row.times = [occurred] if occurred else []
    value = cells.get("new_value")
    is_rated = words.translate("event_type", cells["event_type"]) == "rated"
    if is_rated and value and rating(value, words) is None and not words.knows("rating", value):
        row.unread["new_value"] = value


def plausible_dates(rows: list[Row]) -> tuple[date, date]:
    """First and last believable day (T2).

    Days more than 180 days apart part the rows into groups. A group counts if it has at least one
    in a thousand of all times and lies within ten years of the largest.
    """
    days = []
    for row in rows:
        first = row.cells["created_at" if row.file_kind == "tickets" else "occurred_at"]
        days += [first.date(), max(row.times).date()]
    days.sort()
    groups = [[days[0]]]
    for day in days[1:]:
        if day - groups[-1][-1] > SILENCE:
            groups.append([])
        groups[-1].append(day)
    main = max(groups, key=len)
    lived = {
        row.cells["created_at"].date()
        for row in rows
        if row.file_kind == "tickets"
        and max(row.times) > row.cells["created_at"]
        and max(row.times).date() - row.cells["created_at"].date() <= SILENCE
    }
    kept = [
        group
        for group in groups
        if (group[-1] < main[0] and lived & set(group))
        or len(group) * 1000 >= len(days)
        and group[0] - main[-1] <= FARTHEST
        and main[0] - group[-1] <= FARTHEST
    ]
    return kept[0][0], kept[-1][-1]


def mark_implausible(rows: list[Row], first: date, last: date) -> None:
    for row in rows:
        begin = row.cells.get("created_at" if row.file_kind == "tickets" else "occurred_at")
        if (begin and begin.date() < first) or (row.times and max(row.times).date() > last):
            row.reasons.append("implausible_time")


def mark_repeated(rows: list[Row]) -> None:
    """Copies are duplicates. Of several rows with one event id the last one counts."""
    versions = defaultdict(list)
    for row in rows:
        if row.reasons and row.reasons != ["implausible_time"]:
            continue
        key = (row.cells["ticket_id"], event_id(row)) if row.file_kind == "events" else row.content
        versions[key].append(row)
    for same in versions.values():
        seen, firsts = set(), []
        for row in same:
            if row.content in seen:
                row.reasons.append("duplicate")
            else:
                firsts.append(row)
            seen.add(row.content)
        if same[0].file_kind == "events":
            for row in firsts[:-1]:
                row.reasons.append("superseded")


def event_id(row: Row) -> object:
    """An event without an id is known by its content."""
    return row.cells.get("event_id") or row.content


def newest_tickets(rows: list[Row]) -> dict[str, Row]:
    """The version that counts of each ticket; the others are superseded."""
    newest: dict[str, Row] = {}
    for row in rows:
        if row.reasons:
            continue
        other = newest.get(row.cells["ticket_id"])
        if other is None:
            newest[row.cells["ticket_id"]] = row
            continue
        older, newer = sorted(
            (other, row), key=lambda one: (one.cells["updated_at"] or datetime.min, one.number)
        )
        older.reasons.append("superseded")
        newest[row.cells["ticket_id"]] = newer
    return newest


def translate_ticket(cells: dict, words: Words) -> dict:
    """A ticket in the project's words, with what stands for empty cells."""
    last_known = "closed" if cells["closed_at"] else "resolved" if cells["resolved_at"] else "open"
    status = words.translate("status", cells.get("status"))
    return cells | {
        "status": last_known if status == "unknown" else status,
        "priority": words.translate("priority", cells.get("priority")),
        "queue": cells.get("queue") or "unassigned",
        "updated_at": cells["updated_at"]
        or cells["closed_at"]
        or cells["resolved_at"]
        or cells["created_at"],
    }


def translate_event(cells: dict, words: Words) -> dict:
    """An event in the project's words; what it changed from and to, too."""
    kind = words.translate("event_type", cells["event_type"])
    old, new = cells.get("old_value"), cells.get("new_value")
    if kind in ("status_changed", "priority_changed"):
        what = kind.removesuffix("_changed")
        old = words.translate(what, old) if old else None
        new = words.translate(what, new)
    elif kind == "rated":
        score = rating(new, words)
        new = str(score) if score else None
    return {
        "occurred_at": cells["occurred_at"],
        "event_type": kind,
        "actor_type": words.translate("actor_type", cells.get("actor_type")),
        "actor_id": cells.get("actor_id"),
        "old_value": old,
        "new_value": new,
    }


def read_export(tickets_file: Path, events_file: Path, words: Words, zone: str = "UTC") -> Export:
    """Reads the two files of the generic source; naive times are read in `zone`."""
    ticket_rows, event_rows = read_rows(tickets_file, "tickets"), read_rows(events_file, "events")
    rows = ticket_rows + event_rows
    for row in rows:
        if not row.reasons:
            judge = judge_ticket if row.file_kind == "tickets" else judge_event
            judge(row, ZoneInfo(zone), words)
    first, last = plausible_dates([row for row in rows if not row.reasons])
    mark_implausible(rows, first, last)
    mark_repeated(ticket_rows)
    mark_repeated(event_rows)
    newest = newest_tickets(ticket_rows)
    tickets = {ticket_id: translate_ticket(row.cells, words) for ticket_id, row in newest.items()}
    # L10: a ticket is as old as the first sign of it in its log, in whatever version of an event
    for row in event_rows:
        if set(row.reasons) - {"duplicate", "superseded"}:
            continue
        ticket = tickets.get(row.cells["ticket_id"])
        kind = words.translate("event_type", row.cells["event_type"])
        if ticket and kind in ("created", "customer_replied"):
            ticket["created_at"] = min(ticket["created_at"], row.cells["occurred_at"])
    events = defaultdict(list)
    for row in event_rows:
        if row.reasons:
            continue
        ticket = tickets.get(row.cells["ticket_id"])
        event = translate_event(row.cells, words)
        if ticket is None:
            row.reasons.append("unknown_ticket")
        elif event["occurred_at"] < ticket["created_at"]:
            row.reasons.append("before_ticket_created")
        else:
            events[row.cells["ticket_id"]].append(event)
    read = Counter(row.file_kind for row in rows)
    unread = {
        (row.file_kind, row.number, column): cell
        for row in rows
        if not row.reasons
        for column, cell in row.unread.items()
    }
    return Export(tickets, events, read, [row for row in rows if row.reasons], unread)


def latest_instant(export: Export) -> datetime:
    """What as_of is where no var names it (T2)."""
    times = [event["occurred_at"] for events in export.events.values() for event in events]
    for ticket in export.tickets.values():
        times += [ticket[name] for name in TICKET_TIMES[:-1] if ticket[name]]
    return max(times)
