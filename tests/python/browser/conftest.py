"""A small build and an empty one, as the dashboard and the report meet them."""

import sys
from pathlib import Path

import duckdb
import pytest
from oracles import once, project

sys.path.insert(0, str(project.ROOT / "dashboard"))

EVERYTHING = "resource_type:model resource_type:seed"


@pytest.fixture(scope="session")
def small_build(builder) -> Path:
    """700 generated tickets with wrong rows among them, days in New York."""
    folder = builder.shared / "raw/small"
    with once.is_first(folder) as is_first:
        if is_first:
            options = ["--tickets", "700", "--days", "100", "--end-date", "2026-02-28"]
            project.generate(folder, *options, "--dirty", "0.02", "--seed", "11")
    files = folder / "support_tickets.csv", folder / "ticket_events.csv"
    return build(builder, "small", files, {"reporting_time_zone": "America/New_York"})


@pytest.fixture(scope="session")
def empty_build(builder) -> Path:
    """Exports with a header and no rows."""
    folder = builder.shared / "raw/empty"
    folder.mkdir(parents=True, exist_ok=True)
    files = folder / "support_tickets.csv", folder / "ticket_events.csv"
    files[0].write_text("ticket_id,created_at\n", encoding="utf-8")
    files[1].write_text("ticket_id,occurred_at,event_type\n", encoding="utf-8")
    return build(builder, "empty", files, {})


def build(builder, name: str, files: tuple[Path, Path], settings: dict) -> Path:
    """Builds all models; their data tests are not what is tested here."""
    database = builder.shared / "builds" / f"{name}_for_pages" / "tickets.duckdb"
    with once.is_first(database.parent) as is_first:
        if is_first:
            builder.build(files, database, settings, select=EVERYTHING)
    return database


@pytest.fixture
def sql(small_build):
    """Runs a query on the small build; gives its rows. It shares no code with the pages."""

    def rows(query: str, *parameters) -> list[tuple]:
        with duckdb.connect(str(small_build), read_only=True) as connection:
            return connection.execute(query, list(parameters)).fetchall()

    return rows
