"""Reads the seeds a project is built with."""

import csv
from pathlib import Path


def rows(project: Path, name: str) -> list[dict]:
    """Rows of a seed, empty cells as None."""
    file = project / f"seeds/reference/{name}.csv"
    with open(file, encoding="utf-8", newline="") as lines:
        return [{key: value or None for key, value in row.items()} for row in csv.DictReader(lines)]


class Words:
    """The value map of one source (rule R2)."""

    def __init__(self, project: Path, source: str):
        self.known: dict[tuple, str] = {}
        for row in sorted(rows(project, "value_map"), key=lambda row: row["source_system"] or ""):
            if row["source_system"] in (None, source):
                self.known[row["field"], row["raw_value"]] = row["canonical_value"]

    def translate(self, field: str, word: str | None) -> str:
        """The project's word; "unknown" for one that is not mapped."""
        return self.known.get((field, (word or "").lower()), "unknown")

    def knows(self, field: str, word: str) -> bool:
        """Whether a word is mapped."""
        return (field, word.lower()) in self.known


def statuses(project: Path) -> dict[str, tuple[bool, str]]:
    """Whether a status is open, and who owns the clock in it (rule L1)."""
    return {
        row["status"]: (row["is_open"] == "true", row["clock_owner"])
        for row in rows(project, "ticket_statuses")
    }


def in_scope(project: Path) -> dict[str, bool]:
    """Whether a ticket in a status counts (rule L1)."""
    return {row["status"]: row["is_in_scope"] == "true" for row in rows(project, "ticket_statuses")}


def age_bucket(buckets: list[dict], age_days: int) -> str:
    """The age class of a ticket `age_days` whole days old (rule B5)."""
    for row in buckets:
        if int(row["min_age_days"]) <= age_days < int(row["max_age_days"] or age_days + 1):
            return row["age_bucket"]
    raise ValueError(f"no bucket for {age_days} days")


def calendar_of(queue_calendars: list[dict], source: str, queue: str) -> str:
    """The calendar of a queue: its own row, else its source's, else the one for all."""
    for wanted in [(source, queue), (None, queue), (source, None), (None, None)]:
        for row in queue_calendars:
            if (row["source_system"], row["queue"]) == wanted:
                return row["calendar_id"]
    raise ValueError(f"no calendar for {queue}")
