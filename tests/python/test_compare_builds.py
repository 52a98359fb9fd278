"""scripts/compare_builds.py: equal is equal, and what differs is named by key."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/compare_builds.py"
BEFORE = """
create schema marts; create schema kpi; create schema intermediate;
create table intermediate.int_x as select 1 as a;
create table marts.fct_x as select * from (values
    (1, 'a', [1, 2], 0.25), (2, 'b', null, null), (3, null, [3], 1.25)
) as rows(x_key, name, list, share);
create table kpi.kpi_x as select * from (values
    ('high', 'web', 2), ('high', 'phone', 3), ('low', null, 4)
) as rows(priority, channel, ticket_count);
"""
SAME_IN_OTHER_ORDER = """
create or replace table marts.fct_x as select * from marts.fct_x order by x_key desc;
update intermediate.int_x set a = 2;
"""


def compared(folder: Path, change: str) -> tuple[int, list[str]]:
    """Exit code and lines for a build and the same one changed."""
    for name, text in (("before", BEFORE), ("after", BEFORE + change)):
        with duckdb.connect(str(folder / f"{name}.duckdb")) as connection:
            connection.execute(text)
    return run(folder / "before.duckdb", folder / "after.duckdb")


def run(*arguments: object) -> tuple[int, list[str]]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    return done.returncode, [line.strip() for line in (done.stdout + done.stderr).splitlines()]


def test_equal_builds(tmp_path):
    code, lines = compared(tmp_path, SAME_IN_OTHER_ORDER)
    assert code == 0
    assert [line.split()[-1] for line in lines[:-1]] == ["equal", "equal"]
    assert lines[-1] == "2 tables, 0 differ."


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            "update marts.fct_x set share = 2.75, name = 'c' where x_key = 2",
            ["in name, share", "x_key = 2: name b -> c, share None -> 2.75"],
        ),
        ("update marts.fct_x set list = null where x_key = 3", ["x_key = 3: list [3] -> None"]),
        ("delete from marts.fct_x where x_key = 1", ["x_key = 1: only before"]),
        (
            "insert into kpi.kpi_x values ('low', 'web', 4)",
            ["priority = low, channel = web: only after"],
        ),
        (
            "update kpi.kpi_x set ticket_count = 5 where channel is null",
            ["priority = low, channel = None: ticket_count 4 -> 5"],
        ),
        (
            "update kpi.kpi_x set ticket_count = 5 - ticket_count where priority = 'high'",
            ["in how values lie in rows", "priority = high, channel = phone: ticket_count 3 -> 2"],
        ),
        ("alter table kpi.kpi_x drop column ticket_count", ["only before: ticket_count"]),
    ],
)
def test_what_differs_is_named(tmp_path, change, expected):
    code, lines = compared(tmp_path, change)
    assert code == 1
    assert [line for line in expected if line not in lines] == []
    assert lines[-1] == "2 tables, 1 differ."


def test_what_is_lost_differs_and_what_is_new_does_not(tmp_path):
    change = "alter table kpi.kpi_x add column is_new boolean; create table kpi.kpi_y as select 1;"
    code, lines = compared(tmp_path, change)
    assert code == 0
    assert "only after: is_new" in lines
    assert any(line.split() == ["kpi.kpi_y", "only", "after"] for line in lines)
    code, lines = run(tmp_path / "after.duckdb", tmp_path / "before.duckdb")
    assert code == 1
    assert lines[-1] == "3 tables, 2 differ."


def test_no_database_is_a_sentence(tmp_path):
    (tmp_path / "text.duckdb").write_text("no database, but long enough to be read as one")
    assert run(tmp_path / "none", tmp_path / "none") == (
        1,
        [f"There is no database {tmp_path / 'none'}."],
    )
    code, (line,) = run(tmp_path / "text.duckdb", tmp_path / "none")
    assert code == 1 and "cannot be read" in line
