"""A small build and an empty one, as the dashboard and the report meet them."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from oracles import project

sys.path.insert(0, str(project.ROOT / "dashboard"))

EVERYTHING = "resource_type:model resource_type:seed"


@pytest.fixture(scope="session")
def small_build(builder) -> Path:
    """700 generated tickets with wrong rows among them, days in New York."""
    folder = builder.project / "raw/small"
    command = [sys.executable, str(project.ROOT / "scripts/generate_tickets.py")]
    command += ["--tickets", "700", "--days", "100", "--end-date", "2026-02-28"]
    command += ["--dirty", "0.02", "--seed", "11", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    files = folder / "support_tickets.csv", folder / "ticket_events.csv"
    return build(builder, "small", files, {"reporting_time_zone": "America/New_York"})


@pytest.fixture(scope="session")
def empty_build(builder) -> Path:
    """Exports with a header and no rows."""
    folder = builder.project / "raw/empty"
    folder.mkdir(parents=True)
    files = folder / "support_tickets.csv", folder / "ticket_events.csv"
    files[0].write_text("ticket_id,created_at\n", encoding="utf-8")
    files[1].write_text("ticket_id,occurred_at,event_type\n", encoding="utf-8")
    return build(builder, "empty", files, {})


def build(builder, name: str, files: tuple[Path, Path], settings: dict) -> Path:
    """Builds all models; their data tests are not what is tested here."""
    database = builder.project / "builds" / f"{name}_for_pages" / "tickets.duckdb"
    builder.build(files, database, settings, select=EVERYTHING)
    return database


@pytest.fixture
def sql(small_build):
    """Runs a query on the small build; gives its rows. It shares no code with the pages."""

    def rows(query: str, *parameters) -> list[tuple]:
        with duckdb.connect(str(small_build), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    return rows
