"""The same rows give the same tables, in any format and with any number of threads."""

import subprocess
import sys
from pathlib import Path

import duckdb
from oracles.project import ROOT, rows

FORMATS = {
    "csv": [],
    "csv.gz": ["--format", "csv.gz"],
    "parquet": ["--format", "parquet"],
    "daily files": ["--partition-by-day"],
}
RECORDS = {  # and what tells the place of a row in its file
    "intermediate.int_ticket_versions": "row_id, source_file, source_row_number",
    "intermediate.int_event_records": "row_id, source_file, source_row_number, source_order",
}


def generate(folder: Path, *options: str) -> dict[str, str]:
    """Writes 400 tickets; returns the files of the source as patterns."""
    command = [sys.executable, str(ROOT / "scripts/generate_tickets.py"), "--tickets", "400"]
    command += ["--days", "60", "--seed", "3", "--out", str(folder), *options]
    subprocess.run(command, check=True, capture_output=True)
    tickets = next(iter(folder.glob("support_tickets.*")), folder / "tickets/*/*.csv")
    events = next(iter(folder.glob("ticket_events.*")), folder / "events/*/*.csv")
    return {"tickets": str(tickets), "events": str(events)}


def build(builder, name: str, files: dict[str, str], *arguments: str) -> Path:
    """Builds some of the project without its tests; returns the database."""
    database = builder.project / "builds" / name / "tickets.duckdb"
    database.parent.mkdir()
    given = {"ticket_sources": {"generic": files}}
    untested = ["--exclude-resource-type", "unit_test", "--exclude-resource-type", "test"]
    outcome = builder.invoke("build", given, database, *untested, *arguments)
    assert outcome.success, outcome.exception or outcome.result
    return database


def fingerprint(database: Path, table: str, without: str = "") -> tuple:
    """Row count and sum of row hashes: the same for the same rows in any order."""
    star = f"* exclude ({without})" if without else "*"
    return tuple(
        rows(
            database,
            f"select count(*) as row_count, sum(hash(line)::hugeint) as hashes "
            f"from (select {star} from {table}) as line",
        )[0].values()
    )


def test_formats_give_the_same_rows(builder, tmp_path):
    found = {}
    for name, options in FORMATS.items():
        files = generate(tmp_path / name.replace(" ", "_"), *options)
        database = build(builder, f"as {name}", files, "--select", "+fct_row_accounting")
        counts = rows(
            database,
            "select file_kind, sum(read_row_count) as read_count, "
            "sum(accepted_row_count) as accepted_count "
            "from marts.fct_row_accounting group by file_kind order by file_kind",
        )
        tables = [fingerprint(database, table, without) for table, without in RECORDS.items()]
        found[name] = ([tuple(count.values()) for count in counts], tables)
    assert found["csv"][0][1] == ("tickets", 400, 400)
    assert found == dict.fromkeys(FORMATS, found["csv"])


def test_threads_do_not_change_a_row(builder, tmp_path, monkeypatch):
    files = generate(tmp_path / "raw", "--dirty", "0.05")
    found = {}
    for threads in ("1", "4"):
        monkeypatch.setenv("TICKETS_THREADS", threads)
        database = build(builder, f"{threads} threads", files)
        with duckdb.connect(str(database), read_only=True) as connection:
            tables = connection.execute(
                "select table_schema || '.' || table_name from information_schema.tables "
                "where table_schema in ('marts', 'kpi') order by 1"
            ).fetchall()
        found[threads] = {table: fingerprint(database, table) for (table,) in tables}
    assert len(found["1"]) > 20
    assert found["4"] == found["1"]
