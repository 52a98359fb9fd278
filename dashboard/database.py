"""The database of the current build: where it is, whether it fits, and how to read it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
# Nothing outside the file can be read or written over such a connection, nor can that be changed.
LOCKED = {"enable_external_access": False, "lock_configuration": True}

# Runs a query: SQL and its named parameters -> rows.
Read = Callable[[str, dict], pd.DataFrame]

NEEDED = {
    "kpi": [
        "kpi_agent_performance_monthly",
        "kpi_backlog_ageing",
        "kpi_backlog_daily",
        "kpi_by_priority",
        "kpi_csat_monthly",
        "kpi_sla_at_risk",
        "kpi_sla_attainment_weekly",
        "kpi_ticket_volume_daily",
    ],
    "marts": [
        "dim_as_of",
        "dim_date",
        "dim_sla_policy",
        "fct_backlog_daily",
        "fct_rejected_rows",
        "fct_row_accounting",
        "fct_sla_clock_segments",
        "fct_sla_clocks",
        "fct_ticket_events",
        "fct_ticket_intervals",
        "fct_tickets",
        "fct_unmapped_words",
    ],
    "reference": ["age_buckets", "kpi_definitions"],
}


def current_database() -> Path:
    """The current build's file, links followed, so that a build published meanwhile is another.

    TICKETS_DATABASE names another file, relative to the project. Raises Problem if there is none.
    """
    place = ROOT / os.environ.get("TICKETS_DATABASE", "tickets.duckdb")
    if not place.is_file():
        raise Problem(f"There is no database {place.name} yet. Run: make build")
    return place.resolve()


def version(path: Path) -> str:
    """Differs once the file was replaced or written to."""
    status = path.stat()
    return f"{path}:{status.st_mtime_ns}:{status.st_size}"


def opened(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection, read-only and locked. Raises Problem where the file cannot be opened.

    A second one is there at once while another is open: a page opens the file for its queries.
    """
    try:
        return duckdb.connect(str(path), read_only=True, config=LOCKED)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise Problem(
                f"{path.name} is being written to. Try again when that has ended."
            ) from error
        raise Problem(
            f"{path.name} is not a database this DuckDB can read. Run: make build"
        ) from error


def read(path: Path, sql: str, parameters: dict) -> pd.DataFrame:
    """Rows of one query over a connection of its own, closed at once.

    Raises Problem where the file cannot be opened, or has not what the query asks for.
    """
    with opened(path) as connection:
        try:
            return connection.execute(sql, parameters).df()
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            lack = str(error).splitlines()[0]
            raise Problem(
                f"Another version of the project built {path.name} ({lack}). Run: make build"
            ) from error


def check(read: Read) -> None:
    """Raises Problem if tables the pages need are missing: an older or an unfinished build."""
    there = tables(read)
    missing = [
        f"{schema}.{name}"
        for schema, names in NEEDED.items()
        for name in names
        if f"{schema}.{name}" not in there
    ]
    if missing:
        others = f" and {len(missing) - 1} more tables" if missing[1:] else ""
        raise Problem(
            f"The database has no {missing[0]}{others}: an older version of the project built "
            "it, or no build ended well. Run: make build"
        )


def tables(read: Read) -> set[str]:
    """Names of all tables, schema first."""
    found = read(
        "select table_schema || '.' || table_name as name from information_schema.tables", {}
    )
    return set(found["name"])


def test_results(path: Path) -> pd.DataFrame | None:
    """What the tests of the build said: test, kind, status, failures (rows), message.

    None where no results lie beside the database.
    """
    results, manifest = path.with_name("run_results.json"), path.with_name("manifest.json")
    if not (results.is_file() and manifest.is_file()):
        return None
    nodes = json.loads(manifest.read_text(encoding="utf-8"))["nodes"]
    rows = []
    for result in json.loads(results.read_text(encoding="utf-8"))["results"]:
        node = nodes.get(result["unique_id"], {})
        if node.get("resource_type") == "test":
            is_law = node["name"].startswith("law_")
            rows.append(
                {
                    "test": node["name"],
                    "kind": "law" if is_law else "data test",
                    "status": result["status"],
                    "failures": result["failures"] or 0,
                    "message": result["message"] or "",
                }
            )
    return pd.DataFrame(rows, columns=["test", "kind", "status", "failures", "message"])
