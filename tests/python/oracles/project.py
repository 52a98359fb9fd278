"""A copy of the project with calendars of six zones, and builds of it."""

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

ROOT = Path(__file__).resolve().parents[3]
PARTS = ["dbt_project.yml", "profiles.yml", "models", "macros", "scripts", "seeds", "tests"]
MARTS = (
    "+fct_tickets +fct_ticket_events +fct_ticket_intervals +fct_backlog_daily "
    "+fct_backlog_flow_daily +fct_rejected_rows +fct_unread_cells +fct_row_accounting +dim_date"
)

SOURCES = {"generic"}  # the default of var('ticket_sources')

CALENDARS = {
    "new_york": "America/New_York",
    "berlin": "Europe/Berlin",
    "kolkata": "Asia/Kolkata",
    "cairo": "Africa/Cairo",
    "jerusalem": "Asia/Jerusalem",
    "lord_howe": "Australia/Lord_Howe",
    "round_the_clock": "UTC",
    "servicenow": "America/New_York",
}
WEEK, SUNDAY_TO_THURSDAY = "12345", "71234"
# Each zone is also open in the night its clocks change. Some hours hold for a while, some last past
# midnight; the days on which they begin or end are nobody's in oracles.worked_examples.
HOURS = [
    ("new_york", WEEK, "08:30", "12:00", "", "2025-12-01"),
    ("new_york", WEEK, "12:30", "17:15", "", "2025-12-01"),
    ("new_york", WEEK, "09:00", "12:30", "2025-12-01", ""),
    ("new_york", WEEK, "13:00", "18:00", "2025-12-01", "2026-03-09"),
    ("new_york", WEEK, "14:00", "18:00", "2026-03-09", ""),
    ("new_york", "5", "22:00", "06:00", "2026-01-05", "2026-03-28"),
    ("new_york", "7", "00:30", "03:30"),
    ("berlin", WEEK, "09:00", "17:30"),
    ("berlin", "6", "22:00", "00:45", "2026-01-11", ""),
    ("berlin", "7", "01:00", "04:00"),
    ("kolkata", "123456", "09:30", "18:30"),
    ("cairo", SUNDAY_TO_THURSDAY, "09:00", "17:00"),
    ("cairo", "4", "22:00", "02:15"),
    ("jerusalem", SUNDAY_TO_THURSDAY, "08:00", "16:15"),
    ("jerusalem", "5", "00:30", "13:00", "", "2026-03-27"),
    ("jerusalem", "5", "00:30", "09:00", "2026-03-27", ""),
    ("jerusalem", "7", "00:00", "03:00"),
    ("lord_howe", WEEK, "08:15", "16:45"),
    ("lord_howe", "6", "21:00", "01:00", "2025-11-01", ""),
    ("lord_howe", "7", "01:00", "03:00"),
    ("round_the_clock", "1234567", "00:00", "23:59"),
    ("servicenow", WEEK, "08:00", "17:00"),
]
# On a weekend, beside one, in the middle of a week, and on a day of changing clocks; half days.
HOLIDAYS = [
    ("berlin", "2025-12-24", "09:00", "12:30"),
    ("berlin", "2025-12-31", "09:00", "11:00"),
    ("berlin", "2025-12-31", "12:00", "13:15"),
    ("berlin", "2026-01-18", "00:00", "12:00"),
    ("berlin", "2026-02-14"),
    ("berlin", "2026-02-16", "12:00", "23:59"),
    ("new_york", "2025-11-28", "08:30", "12:00"),
    ("new_york", "2026-02-06"),
    ("new_york", "2026-03-07", "02:00", "04:00"),
    ("jerusalem", "2026-03-27", "01:00", "05:00"),
    ("lord_howe", "2025-12-24", "08:15", "12:00"),
    ("lord_howe", "2026-02-08"),
    ("new_york", "2025-07-04"),
    ("new_york", "2025-11-01"),
    ("new_york", "2025-11-03"),
    ("berlin", "2025-03-31"),
    ("berlin", "2025-10-03"),
    ("berlin", "2026-03-29"),
    ("kolkata", "2025-08-15"),
    ("kolkata", "2025-10-20"),
    ("cairo", "2025-11-02"),
    ("cairo", "2025-04-21"),
    ("jerusalem", "2025-10-02"),
    ("jerusalem", "2025-10-27"),
    ("lord_howe", "2025-10-06"),
    ("lord_howe", "2025-04-25"),
    ("servicenow", "2025-07-04"),
]
# The generator's queues
GENERATED_QUEUES = {
    "general": "new_york",
    "technical": "kolkata",
    "orders": "berlin",
    "billing": "cairo",
    "tier_2": "jerusalem",
}
# The most specific row counts, wherever it stands.
QUEUE_CALENDARS = [
    ("", "", "berlin"),
    ("", "servicenow", "berlin"),
    ("generic", "", "round_the_clock"),
    *(("", zone, zone) for zone in list(CALENDARS)[:6]),
    *(("", queue, zone) for queue, zone in GENERATED_QUEUES.items()),
    ("generic", "servicenow", "servicenow"),
]


def copy_project(target: Path) -> Path:
    """Copies what dbt needs and puts the calendars above into its seeds."""
    target.mkdir()
    for name in PARTS:
        if (ROOT / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__", "python")
            shutil.copytree(ROOT / name, target / name, ignore=leave)
        else:
            shutil.copy2(ROOT / name, target / name)
    seeds = target / "seeds/reference"
    add(
        seeds / "calendars.csv",
        ("calendar_id", "calendar_name", "time_zone"),
        [(name, name, zone) for name, zone in CALENDARS.items()],
    )
    add(
        seeds / "business_hours.csv",
        ("calendar_id", "iso_weekday", "opens_at", "closes_at", "valid_from", "valid_to"),
        [(name, day, *times) for name, days, *times in HOURS for day in days],
    )
    add(
        seeds / "holidays.csv",
        ("calendar_id", "holiday_date", "opens_at", "closes_at", "holiday_name"),
        [(*row, *[""] * (4 - len(row)), "A special day") for row in HOLIDAYS],
    )
    lines = ["source_system,queue,calendar_id", *(",".join(row) for row in QUEUE_CALENDARS)]
    (seeds / "queue_calendars.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def generate(folder: Path, *options: str) -> None:
    """Runs the generator."""
    command = [sys.executable, str(ROOT / "scripts/generate_tickets.py"), "--out", str(folder)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def add(seed: Path, columns: tuple[str, ...], rows: list[tuple]) -> None:
    """Adds rows to a seed, and columns that its file lacks."""
    with open(seed, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        known = list(reader)
        names = list(dict.fromkeys([*reader.fieldnames, *columns]))
    with open(seed, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(known)
        writer.writerows(dict(zip(columns, row, strict=False)) for row in rows)


class Builder:
    """Builds the marts of one copied project, parsed once for the default sources.

    shared: a folder for builds and raw files that all processes of a test run read.
    """

    def __init__(self, project: Path, shared: Path | None = None):
        self.project, self.shared = project, shared or project
        self.manifest = None
        outcome = self.invoke("parse", {}, project / "tickets.duckdb")
        self.manifest = outcome.result

    def build(
        self, files: tuple[Path, Path], database: Path, settings: dict, select: str = MARTS
    ) -> list[str]:
        """Builds and tests the marts from two raw files; returns the data tests that failed."""
        database.parent.mkdir(parents=True, exist_ok=True)
        names = dict(zip(("tickets", "events"), map(str, files), strict=True))
        zone = settings.get("time_zone", "UTC")
        given = {
            "as_of": settings.get("as_of"),
            "reporting_time_zone": settings.get("reporting_time_zone", "UTC"),
            "ticket_sources": {"generic": {**names, "time_zone": zone}},
        }
        outcome = self.invoke(
            "build",
            given,
            database,
            "--select",
            select,
            "--indirect-selection",
            "cautious",
            "--exclude-resource-type",
            "unit_test",
        )
        assert outcome.result, outcome.exception
        bad = [one for one in outcome.result.results if one.status not in ("success", "pass")]
        broken = [one for one in bad if one.node.resource_type != "test"]
        assert not broken, "\n".join(f"{one.node.name}: {one.message}" for one in broken)
        return sorted(one.node.name for one in bad)

    def invoke(self, command: str, given: dict, database: Path, *arguments: str, callbacks=None):
        os.environ["TICKETS_DATABASE"] = str(database)
        # The models read the sources in use: others than the default's need a parse of their own.
        is_parsed = set(given.get("ticket_sources", SOURCES)) == SOURCES
        manifest = getattr(self, "manifest", None) if is_parsed else None
        try:
            return dbtRunner(manifest, callbacks).invoke(
                [
                    "--log-level",
                    "none",
                    "--log-level-file",
                    "none",
                    "--no-write-json",
                    command,
                    *arguments,
                    "--project-dir",
                    str(self.project),
                    "--profiles-dir",
                    str(self.project),
                    "--target-path",
                    str(self.project / "target"),
                    "--log-path",
                    str(self.project / "logs"),
                    "--vars",
                    yaml.safe_dump(given),
                ]
            )
        finally:
            DuckDBConnectionManager.close_all_connections()
            del os.environ["TICKETS_DATABASE"]


def rows(database: Path, query: str) -> list[dict]:
    """Rows of a mart as dicts."""
    with duckdb.connect(str(database), read_only=True) as connection:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
