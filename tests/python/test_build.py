"""scripts/build.py publishes whole or not at all, and says in a sentence what went wrong."""

import csv
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from publishing import export, folders, raw_files, run_dbt, sources
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parents[2]
PROJECT = ["dbt_project.yml", "profiles.yml", "models", "macros", "seeds", "tests", "scripts"]
HEADER = (
    "ticket_id,created_at,updated_at,first_responded_at,resolved_at,"
    "status,priority,channel,queue,agent_id,subject,csat_score"
)
EVENTS = "ticket_id,event_id,occurred_at,event_type,actor_type,actor_id,old_value,new_value\n"


def ticket_lines(count: int) -> list[str]:
    """Tickets, two of three of them resolved a day later; the queue of all would be a formula."""
    lines = []
    for number in range(1, count + 1):
        created = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(days=number % 5)
        times = [created + timedelta(minutes=minutes) for minutes in (0, 1440, 90, 1440)]
        texts = [f"{moment:%Y-%m-%d %H:%M:%S}" for moment in times]
        is_resolved = number % 3 > 0
        cells = [f"T{number}", *texts[:3], texts[3] if is_resolved else ""]
        cells += ["resolved" if is_resolved else "open", "high", "email"]
        cells += ["=1+1", "a1", "Hello", "5" if is_resolved else ""]
        lines.append(",".join(cells))
    return lines


def write_tickets(project: Path, count: int) -> None:
    text = "\n".join([HEADER, *ticket_lines(count)]) + "\n"
    (project / "data/raw/support_tickets.csv").write_text(text, encoding="utf-8")


def command(project: Path, *arguments: str) -> list[str]:
    return [sys.executable, str(project / "scripts/build.py"), *arguments]


def run_build(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        command(project, *arguments), capture_output=True, text=True, check=False, timeout=300
    )


def ticket_count(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute("select count(*) from marts.fct_tickets").fetchone()[0]


def good_builds(project: Path) -> list[str]:
    return sorted(path.name for path in (project / "builds").glob("[0-9]*"))


def wait_for(is_there, process: subprocess.Popen) -> None:
    for _ in range(6000):
        if is_there():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    process.kill()  # else it holds up the tests to come
    raise AssertionError("waited five minutes in vain")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    """A copy of the project with a good build of 20 tickets, and what that build said."""
    project = tmp_path_factory.mktemp("project")
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy2(ROOT / name, project / name)
    (project / "data/raw").mkdir(parents=True)
    write_tickets(project, 20)
    return project, run_build(project)


def test_good_build_publishes_database_and_exports(built):
    project, done = built
    assert done.returncode == 0, done.stdout + done.stderr
    assert "was not written by the generator" in done.stdout
    assert "events are derived" in done.stdout
    assert "Support as of 2026-03-07" in done.stdout
    assert ticket_count(project / "tickets.duckdb") == 20
    build_id = os.readlink(project / "builds/current")
    assert good_builds(project) == [build_id]
    names = {path.name for path in (project / "builds" / build_id).iterdir()}
    assert names == {"tickets.duckdb", "processed", "manifest.json", "run_results.json"}
    with duckdb.connect(str(project / "tickets.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from information_schema.tables where table_schema = 'kpi'"
        ).fetchall()
        for (table,) in tables:
            with open(
                project / f"data/processed/{table}.csv", encoding="utf-8", newline=""
            ) as file:
                exported = list(csv.DictReader(file))
            count = connection.execute(f"select count(*) from kpi.{table}").fetchone()[0]
            assert len(exported) == count
            assert all(row["queue"] == "'=1+1" for row in exported if "queue" in row)


def test_failed_test_leaves_the_last_good_build_current(built):
    project, _ = built
    before = os.readlink(project / "builds/current")
    law = project / "tests/singular/law_that_fails.sql"
    law.write_text("select 1 as broken_row\n", encoding="utf-8")
    try:
        done = run_build(project)
    finally:
        law.unlink()
    assert done.returncode == 1
    assert "law_that_fails" in done.stderr
    assert "Got 1 result, configured to fail if != 0; the first: broken_row = 1" in done.stderr
    assert f"The last good build, {before}, is still current." in done.stderr
    assert "builds/failed/tickets.duckdb" in done.stderr
    assert "Traceback" not in done.stderr
    assert os.readlink(project / "builds/current") == before
    assert ticket_count(project / "builds/failed/tickets.duckdb") == 20


def test_killed_build_second_build_and_open_reader(built):
    project, _ = built
    before = os.readlink(project / "builds/current")
    write_tickets(project, 30)
    process = subprocess.Popen(
        command(project), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wait_for((project / "builds/next/tickets.duckdb.wal").exists, process)
    process.send_signal(signal.SIGSTOP)  # else it may end before the second one begins

    second = run_build(project)
    assert second.returncode == 1
    assert f"A build is running already: process {process.pid} of" in second.stderr

    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert os.readlink(project / "builds/current") == before
    assert ticket_count(project / "tickets.duckdb") == 20

    with duckdb.connect(str(project / "tickets.duckdb"), read_only=True) as reader:
        done = run_build(project)
        assert done.returncode == 0, done.stdout + done.stderr
        assert reader.execute("select count(*) from marts.fct_tickets").fetchone() == (20,)
    after = os.readlink(project / "builds/current")
    assert good_builds(project) == sorted([before, after])
    assert not (project / "builds/next").exists()
    assert ticket_count(project / "tickets.duckdb") == 30


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (None, ["No file data/raw/support_tickets.csv", "make generate"]),
        (b"", ["data/raw/support_tickets.csv", "is empty"]),
        (b"ticket_id,opened\n1,2026-03-02\n", ["lacks the required column created_at", "opened"]),
        (
            "\n".join([HEADER, *ticket_lines(3)])
            .replace("Hello", "Gr\u00fc\u00dfe")
            .encode("latin-1"),
            ["data/raw/support_tickets.csv, line 2 is not UTF-8", "iconv -f latin1 -t utf-8"],
        ),
    ],
    ids=["missing", "empty", "wrong header", "latin-1"],
)
def test_unusable_file_is_named_in_a_sentence(built, content, expected):
    project, _ = built
    before = os.readlink(project / "builds/current")
    tickets, events = (project / f"data/raw/{n}.csv" for n in ("support_tickets", "ticket_events"))
    kept = tickets.read_bytes()
    tickets.unlink()
    if content is None:
        events.write_text(EVENTS, encoding="utf-8")  # the user's: no tickets are made up for it
    else:
        tickets.write_bytes(content)
    try:
        done = run_build(project)
    finally:
        tickets.write_bytes(kept)
        events.unlink(missing_ok=True)
    assert done.returncode == 1
    for part in [*expected, f"The last good build, {before}, is still current."]:
        assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert "in macro" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2
    assert os.readlink(project / "builds/current") == before


@pytest.mark.parametrize(("damage", "expected"), [("cut", "is cut off"), ("plain", "not a sound")])
def test_damaged_gzip_stops_the_build_before_any_model(built, damage, expected):
    project, _ = built
    whole = "\n".join([HEADER, *ticket_lines(200)]).encode()
    packed = gzip.compress(whole)
    file = project / f"{damage}.csv.gz"
    file.write_bytes(packed[: len(packed) // 2] if damage == "cut" else whole)
    done = run_build(
        project, "--vars", f"{{ticket_sources: {{generic: {{tickets: {file.name}}}}}}}"
    )
    assert done.returncode == 1
    assert f"{file.name}" in done.stderr
    assert expected in done.stderr


def test_all_faults_are_told_at_once_before_dbt_starts(built):
    project, _ = built
    before = os.readlink(project / "builds/current")
    hours = project / "seeds/reference/business_hours.csv"
    kept = hours.read_text(encoding="utf-8")
    hours.write_text(kept + "always,8,00:00,24:00,,\n", encoding="utf-8")
    try:
        done = run_build(project, "--vars", "{as_off: 2026-10-01, as_of: tomorrow}")
    finally:
        hours.write_text(kept, encoding="utf-8")
    assert done.returncode == 1
    first, *faults, last = done.stderr.strip().splitlines()
    assert first == "Build failed: "
    assert [fault[:24] for fault in faults] == [
        "- There is no var as_off",
        "- var as_of is tomorrow:",
        "- Calendar always in bus",
    ]
    assert last == f"The last good build, {before}, is still current."


@pytest.mark.parametrize("text", ["[1", "[1]", "words", "{as_of: 2026-02-30}"])
def test_vars_that_are_no_mapping(text):
    with pytest.raises(Problem, match="--vars is"):
        sources.read_vars(text)


def test_dbt_message_becomes_a_sentence():
    message = (
        "Compilation Error in operation check (./dbt_project.yml)\n  No file a.csv.\n  \n"
        "  > in macro check_source_files (macros/check_source_files.sql)\n"
    )
    assert run_dbt.sentence(message) == "No file a.csv."


def test_export_disarms_formulas_and_orders_rows(tmp_path):
    with duckdb.connect() as connection:
        connection.execute("create schema kpi")
        connection.execute(
            "create table kpi.kpi_x (word varchar, score double, share_list varchar[])"
        )
        rows = [("=1", 1.5, None), ("+1", -2.0, ["=a"]), ("@a", None, None), (None, 4.0, None)]
        rows += [("-1", 5.0, None), ("\tx", 6.0, None), ("a=1", 7.0, None), ("\r", 8.0, None)]
        connection.executemany("insert into kpi.kpi_x values (?, ?, ?)", rows)
        assert export.export_kpis(connection, tmp_path) == ["kpi_x"]
    with open(tmp_path / "kpi_x.csv", encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["word", "score", "share_list"]
    assert ["'+1", "-2.0", "['=a']"] in lines
    assert ["'@a", "", ""] in lines
    assert ["", "4.0", ""] in lines
    assert [line[0] for line in lines[1:]] == ["'\tx", "'\r", "'+1", "'-1", "'=1", "'@a", "a=1", ""]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """An empty project folder as the working directory, the clock ticks a minute per look."""
    monkeypatch.chdir(tmp_path)
    minutes = iter(range(60))
    monkeypatch.setattr(
        folders, "utc_now", lambda: datetime(2026, 3, 1, 8, next(minutes), tzinfo=UTC)
    )
    folders.BUILDS.mkdir()
    return tmp_path


def publish(*exports: str, keep: int = 2) -> str:
    folders.start()
    (folders.NEXT / "tickets.duckdb").write_text("database", encoding="utf-8")
    (folders.NEXT / "processed").mkdir()
    for name in exports:
        (folders.NEXT / "processed" / name).write_text("a\n", encoding="utf-8")
    return folders.publish(keep)


def test_two_good_builds_are_kept_and_links_follow_the_exports(folder):
    first = publish("kpi_a.csv", "kpi_b.csv")
    (folder / "data/processed/mine.csv").write_text("mine", encoding="utf-8")
    second, third = publish("kpi_a.csv"), publish("kpi_a.csv", "kpi_c.csv")
    assert good_builds(folder) == [second, third] != [first, second]
    assert folders.current_build() == third
    names = {path.name for path in (folder / "data/processed").iterdir()}
    assert names == {"kpi_a.csv", "kpi_c.csv", "mine.csv"}
    assert (folder / "data/processed/kpi_c.csv").read_text(encoding="utf-8") == "a\n"
    assert publish("kpi_a.csv", keep=1) in good_builds(folder)
    assert len(good_builds(folder)) == 1


def test_files_in_the_way_are_moved_aside(folder, capsys):
    (folder / "tickets.duckdb").write_text("mine", encoding="utf-8")
    (folder / "tickets.duckdb.old").write_text("older", encoding="utf-8")
    (folder / "data/processed").mkdir(parents=True)
    (folder / "data/processed/kpi_a.csv").write_text("mine", encoding="utf-8")
    publish("kpi_a.csv")
    assert (folder / "tickets.duckdb").is_symlink()
    assert (folder / "tickets.duckdb.old").read_text(encoding="utf-8") == "older"
    assert (folder / "tickets.duckdb.old2").read_text(encoding="utf-8") == "mine"
    assert (folder / "data/processed/kpi_a.csv.old").read_text(encoding="utf-8") == "mine"
    assert (
        "tickets.duckdb was not a build's: it is now tickets.duckdb.old2."
        in capsys.readouterr().out
    )


GENERATOR = """
import argparse, pathlib
parser = argparse.ArgumentParser()
parser.add_argument("--tickets"), parser.add_argument("--out", type=pathlib.Path)
arguments = parser.parse_args()
for name in ("support_tickets", "ticket_events"):
    (arguments.out / f"{name}.csv").write_text(f"{name} {arguments.tickets}")
"""


@pytest.fixture
def raw(tmp_path, monkeypatch) -> Path:
    """data/raw of a project folder whose generator writes the number of tickets into its files."""
    monkeypatch.chdir(tmp_path)
    shutil.copy2(ROOT / "dbt_project.yml", tmp_path)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/generate_tickets.py").write_text(GENERATOR, encoding="utf-8")
    return tmp_path / "data/raw"


def test_generated_files_are_replaced_only_when_another_number_is_asked_for(raw):
    tickets = raw / "support_tickets.csv"
    raw_files.ensure_tickets({}, None)
    assert tickets.read_text(encoding="utf-8") == "support_tickets 20000"
    raw_files.ensure_tickets({}, 7)
    raw_files.ensure_tickets({}, None)
    assert tickets.read_text(encoding="utf-8") == "support_tickets 7"
    assert json.loads((raw / ".generated").read_text(encoding="utf-8"))["tickets"] == 7
    raw_files.remove_generated()
    assert list(raw.iterdir()) == []


def test_an_export_of_the_user_is_never_overwritten(raw, capsys):
    tickets, events = raw / "support_tickets.csv", raw / "ticket_events.csv"
    raw_files.ensure_tickets({}, 5)
    tickets.write_text("my own export", encoding="utf-8")
    raw_files.ensure_tickets({}, 9)
    said = capsys.readouterr().out
    assert "support_tickets.csv was not written by the generator: it stays" in said
    assert "ticket_events.csv was generated for other tickets: it is removed." in said
    assert tickets.read_text(encoding="utf-8") == "my own export"
    assert not events.exists()
    raw_files.remove_generated()
    assert tickets.exists()


def test_nothing_is_generated_for_other_sources(raw):
    raw_files.ensure_tickets({"ticket_sources": {"servicenow_log": {"events": "log.csv"}}}, None)
    raw_files.ensure_tickets({"ticket_sources": {"generic": {"tickets": "own.csv"}}}, 5)
    assert not raw.exists()
