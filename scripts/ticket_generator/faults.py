"""Wrong rows of every kind that rule R3 must catch.

The good rows all stay, so what is refused is just what was planted. Most faults are one row more: a
good row's copy with something broken. Words that no seed knows are put into the row itself: it is
accepted, and the word becomes 'unknown'.
"""

import csv
import io
from collections import deque
from collections.abc import Callable
from math import ceil
from random import Random
from typing import NamedTuple

import numpy as np
import pyarrow as pa

Cells = dict[str, str]
BEFORE, INSTEAD, AFTER = -1, 0, 1
BAD_TIMES = ("2026-02-30 10:00:00", "yesterday", "31/12/2025 25:61", "2026-13-01 08:00:00", "n/a")
UNKNOWN_TYPES = ("viewed", "exported", "macro applied")


class Fault(NamedTuple):
    """A kind of wrong row: its name in fct_rejected_rows, how it is made, and where it goes."""

    kind: str
    spoil: Callable[[Cells, Random], str]  # a good row's cells -> the text of the wrong row
    place: int = AFTER
    suits: Callable[[str, Cells], bool] = lambda text, cells: True  # good rows it can be made of
    is_rejected: bool = True


def line(cells: Cells) -> str:
    """A row of CSV, line end included."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells.values())
    return out.getvalue()


def cells_as(**values: str | tuple[str, ...]) -> Callable[[Cells, Random], str]:
    """Puts other values into cells; of several one is chosen."""

    def spoil(cells: Cells, random: Random) -> str:
        return line(cells | {name: one_of(value, random) for name, value in values.items()})

    return spoil


def one_of(value: str | tuple[str, ...], random: Random) -> str:
    """The value, or one of the values."""
    return value if isinstance(value, str) else random.choice(value)


def new_event(**values: str | tuple[str, ...]) -> Callable[[Cells, Random], str]:
    """An event of its own, with an id no other has."""

    def spoil(cells: Cells, random: Random) -> str:
        return cells_as(event_id=f"E-X{random.randrange(10**9):09}", **values)(cells, random)

    return spoil


def shifted(column: str, days: float) -> Callable[[Cells, Random], str]:
    """An event of its own, or a ticket, with a time some days off."""

    def spoil(cells: Cells, random: Random) -> str:
        base = "created_at" if "created_at" in cells else "occurred_at"
        moment = np.datetime64(cells[base].replace(" ", "T"), "s")
        moment += np.timedelta64(int(days * random.uniform(0.1, 1) * 86_400), "s")
        values = {column: str(moment).replace("T", " ")}
        return (cells_as if column != "occurred_at" else new_event)(**values)(cells, random)

    return spoil


def older_version(cells: Cells, random: Random) -> str:
    """The ticket as it was when it had just been created."""
    emptied = ("first_responded_at", "resolved_at", "closed_at", "agent_id", "csat_score")
    return line(
        cells
        | dict.fromkeys(emptied, "")
        | {
            "updated_at": cells["created_at"],
            "status": "new",
            "reopen_count": "0",
            "is_merged": "false",
        }
    )


def copied(cells: Cells, random: Random) -> str:
    """The same row once more."""
    return line(cells)


def open_quote(column: str) -> Callable[[Cells, Random], str]:
    """A quote that is opened and never closed."""

    def spoil(cells: Cells, random: Random) -> str:
        return ",".join((cells | {column: f'"{cells[column]}'}).values()) + "\n"

    return spoil


def more_columns(cells: Cells, random: Random) -> str:
    """One to three cells too many."""
    return line(cells | {str(number): "x" for number in range(random.randint(1, 3))})


def fewer_columns(cells: Cells, random: Random) -> str:
    """One to three cells too few."""
    return line(dict(list(cells.items())[: -random.randint(1, 3)]))


def is_plain(text: str, cells: Cells) -> bool:
    """Whether the row has no quotes, so that it is one line."""
    return '"' not in text


def early_note(cells: Cells, random: Random) -> str:
    """A note from before a ticket's creation; a message would only make the ticket older."""
    return shifted("occurred_at", -4)(cells | {"event_type": "note_added"}, random)


def is_creation(text: str, cells: Cells) -> bool:
    """Whether the event is a ticket's creation."""
    return cells["event_type"] == "created"


def has_changed(text: str, cells: Cells) -> bool:
    """Whether the ticket was changed after it was created."""
    return cells["updated_at"] > cells["created_at"]


TICKET_FAULTS = (
    Fault("invalid_created_at", cells_as(created_at=BAD_TIMES)),
    Fault("duplicate", copied),
    Fault("superseded", older_version, BEFORE, has_changed),
    Fault("broken_quote", open_quote("subject"), AFTER, is_plain),
    Fault("too_few_columns", fewer_columns, AFTER, is_plain),
    Fault("too_many_columns", more_columns, AFTER, is_plain),
    Fault("missing_ticket_id", cells_as(ticket_id=("", " "))),
    Fault("missing_created_at", cells_as(created_at="")),
    Fault("invalid_updated_at", cells_as(updated_at=BAD_TIMES), INSTEAD, is_rejected=False),
    Fault("invalid_resolved_at", cells_as(resolved_at=BAD_TIMES), INSTEAD, is_rejected=False),
    Fault(
        "invalid_csat_score",
        cells_as(csat_score=("0", "6", "99", "4.5", "so-so", "-1")),
        INSTEAD,
        is_rejected=False,
    ),
    Fault(
        "invalid_reopen_count",
        cells_as(reopen_count=("-1", "two", "1.5")),
        INSTEAD,
        is_rejected=False,
    ),
    Fault("resolved_before_created", shifted("resolved_at", -5), INSTEAD, is_rejected=False),
    Fault("implausible_time", cells_as(updated_at="2206-03-04 12:00:00")),
    Fault("unknown_status", cells_as(status=("parked", "waiting!")), INSTEAD, is_rejected=False),
    Fault("unknown_priority", cells_as(priority=("P2?", "soonish")), INSTEAD, is_rejected=False),
    Fault("unknown_channel", cells_as(channel=("fax", "pigeon")), INSTEAD, is_rejected=False),
)

EVENT_FAULTS = (
    Fault("invalid_occurred_at", cells_as(occurred_at=BAD_TIMES)),
    Fault("duplicate", copied),
    Fault("superseded", cells_as(actor_id="agent-000"), BEFORE),
    Fault("broken_quote", open_quote("actor_type"), AFTER, is_plain),
    Fault("too_few_columns", fewer_columns),
    Fault("too_many_columns", more_columns),
    Fault("missing_ticket_id", cells_as(ticket_id="")),
    Fault("missing_occurred_at", cells_as(occurred_at="")),
    Fault("missing_event_type", cells_as(event_type="")),
    Fault("implausible_time", new_event(occurred_at="2206-03-04 12:00:00")),
    Fault("unknown_ticket", new_event(ticket_id=("T-X00001", "T-X00002", "T-X00003"))),
    Fault("before_ticket_created", early_note, AFTER, is_creation),
    Fault(
        "invalid_csat_score",
        new_event(
            event_type="rated", actor_type="customer", old_value="", new_value=("0", "6", "hm")
        ),
        AFTER,
        is_rejected=False,
    ),
    Fault("unknown_event_type", new_event(event_type=UNKNOWN_TYPES), AFTER, is_rejected=False),
)
ACCEPTED_KINDS = {f.kind for f in (*TICKET_FAULTS, *EVENT_FAULTS) if not f.is_rejected}


class Spoiler:
    """Plants faults in the rows of one table; all kinds come in turn."""

    def __init__(self, faults: tuple[Fault, ...], rate: float, row_count: int, seed: int):
        """rate: faults as a share of the table's row_count rows; there is one of each at least."""
        self.faults, self.row_count = faults, row_count
        self.turns = deque(faults)
        self.target = max(round(rate * row_count), len(faults))
        self.random = Random(seed)
        self.seen = self.made = 0

    def __call__(self, header: list[str], rows: pa.Array) -> tuple[pa.Array, np.ndarray]:
        """Rows with faults among them, and for each the kind of fault, '' for none."""
        self.seen += len(rows)
        wanted = ceil(self.target * self.seen / self.row_count) - self.made
        candidates = self.random.sample(range(len(rows)), min(len(rows), 40 * wanted + 100))
        keys, texts, kinds, replaced = [], [], [], []
        for _ in range(wanted):
            found = self.next_fault(header, rows, candidates)
            if found is None:
                break
            fault, row, cells = found
            keys.append(2 * row + fault.place)
            texts.append(fault.spoil(cells, self.random))
            kinds.append(fault.kind)
            if fault.place == INSTEAD:
                replaced.append(row)
            self.made += 1
        return merged(rows, np.array(replaced, dtype=int), np.array(keys), texts, kinds)

    def next_fault(
        self, header: list[str], rows: pa.Array, candidates: list[int]
    ) -> tuple[Fault, int, Cells] | None:
        """The kind whose turn it is and a row for it; None if these rows suit no kind."""
        for _ in self.faults:
            fault = self.turns[0]
            self.turns.rotate(-1)
            found = self.find(fault, header, rows, candidates)
            if found is not None:
                return fault, *found
        return None

    def find(
        self, fault: Fault, header: list[str], rows: pa.Array, candidates: list[int]
    ) -> tuple[int, Cells] | None:
        """A row the fault can be made of, which leaves the candidates; None if there is none."""
        for place, row in enumerate(candidates):
            text = rows[row].as_py()
            cells = dict(zip(header, next(csv.reader(io.StringIO(text, newline=""))), strict=True))
            if fault.suits(text, cells):
                del candidates[place]
                return row, cells
        return None


def merged(
    rows: pa.Array, replaced: np.ndarray, keys: np.ndarray, texts: list[str], kinds: list[str]
) -> tuple[pa.Array, np.ndarray]:
    """Puts texts among the rows: row n has the key 2n; replaced rows go."""
    kept = np.setdiff1d(np.arange(len(rows)), replaced)
    all_rows = pa.concat_arrays([rows.take(pa.array(kept)), pa.array(texts, pa.string())])
    all_kinds = np.array([""] * len(kept) + kinds)
    order = np.argsort(np.append(2 * kept, keys), kind="stable")
    return all_rows.take(pa.array(order)), all_kinds[order]
