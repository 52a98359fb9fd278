"""The benchmark: it measures, and it notices figures that differ."""

import csv
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from benchmarking import agreement, base, report
from benchmarking.measured import Cost
from benchmarking.report import Measurement
from publishing.problem import Problem

ROOT = Path(__file__).resolve().parents[2]


def benchmark(*options: str) -> subprocess.CompletedProcess:
    command = [sys.executable, ROOT / "scripts/benchmark.py", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("bench")
    variants = "build,bare,floor,pandas"
    done = benchmark(
        "--sizes", "300", "--rounds", "1", "--variants", variants, "--out", str(folder)
    )
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_it_measures_each_variant_and_writes_the_plans(measured):
    folder, said = measured
    with (folder / "measurements.csv").open(encoding="utf-8") as file:
        rows = {row["variant"]: row for row in csv.DictReader(file)}
    assert list(rows) == ["build", "bare", "floor", "pandas"]
    assert all(float(row["cpu_seconds"]) > 0 and int(row["peak_mb"]) > 0 for row in rows.values())
    assert "build / read floor" in said and "pandas / build" in said
    assert len(list((folder / "300" / "plans").glob("*.txt"))) == 3
    with (folder / "ratios.csv").open(encoding="utf-8") as file:
        ratios = {row["ratio"]: row for row in csv.DictReader(file)}
    assert list(ratios) == ["build / read floor", "pandas / build"]
    seconds = {name: float(row["seconds"]) for name, row in rows.items()}
    ratio = float(ratios["build / read floor"]["median"])
    assert ratio == pytest.approx(seconds["build"] / seconds["floor"], rel=0.1)


def test_another_commit_is_checked_out_for_a_while():
    with base.checked_out(ROOT, "HEAD") as project:
        assert (project.root / "dbt_project.yml").is_file()
        # The packages are those at hand unless HEAD locks others than the working tree.
        lock = project.root / "requirements.txt"
        is_same = lock.read_bytes() == (ROOT / "requirements.txt").read_bytes()
        assert (project.python == Path(sys.executable)) is is_same
    assert not project.root.exists()
    with pytest.raises(Problem, match="no_such_commit"), base.checked_out(ROOT, "no_such_commit"):
        pass


def test_commits_are_compared_by_cpu_seconds():
    costs = {"build": (9, 6), "base": (1, 12), "few": (1, 5), "base_few": (9, 10), "start": (2, 9)}
    measurements = [
        Measurement(100, 1, variant, 0.0, Cost(seconds, cpu_seconds, 1.0))
        for variant, (seconds, cpu_seconds) in costs.items()
    ]
    found = {one.name: one.row()["median"] for one in report.ratios(measurements, 100)}
    assert found == {
        "build of 40 tickets / start of dbt": 0.5,
        "build / build of the base, CPU": 0.5,
        "build of 40 / of the base, CPU": 0.5,
    }


def test_ratios_are_of_one_round_and_ten_times_the_tickets_of_the_tenth():
    seconds = {(100, 1): (10, 2), (100, 2): (12, 3), (1000, 1): (40, 8), (1000, 2): (60, 6)}
    measurements = [
        Measurement(tickets, number, variant, 0.0, Cost(taken, 1.0, peak_mb))
        for (tickets, number), (build, floor) in seconds.items()
        for variant, taken, peak_mb in (("build", build, tickets / 100), ("floor", floor, 50))
    ]
    found = {one.name: one.row() for one in report.ratios(measurements, 1000)}
    floor = found["build / read floor"]
    assert (floor["least"], floor["median"], floor["greatest"]) == (5.0, 7.5, 10.0)
    tenfold = found["build / of a tenth of the tickets"]
    assert (tenfold["least"], tenfold["greatest"], tenfold["rounds"]) == (4.0, 5.0, 2)
    assert found["its memory / of a tenth"]["median"] == 10.0
    assert len(report.ratios(measurements, 100)) == 1


def contents(database: Path) -> dict:
    """Rows and a hash of each table. The columns by name: a contract puts them in its own order."""
    with duckdb.connect(str(database), read_only=True) as connection:
        tables = connection.execute(
            "select schema_name || '.' || table_name, "
            "string_agg(column_name, ', ' order by column_name) "
            "from duckdb_columns() semi join duckdb_tables() using (table_oid) group by all"
        ).fetchall()
        return {
            table: connection.execute(
                f"select count(*), sum(hash({columns})::hugeint) from {table}"
            ).fetchone()
            for table, columns in tables
        }


def test_bare_sql_makes_the_tables_dbt_makes(measured):
    folder, _ = measured
    by_dbt, bare = (contents(folder / "300" / one / "tickets.duckdb") for one in ("build", "bare"))
    assert bare == by_dbt and len(bare) > 50


@pytest.mark.parametrize("name", list(agreement.FIGURES))
def test_a_figure_that_differs_in_one_row_is_noticed(measured, tmp_path, name):
    folder, _ = measured
    file = folder / "300" / "pandas" / f"{name}.parquet"
    with duckdb.connect() as connection:
        *_, last = (row[0] for row in connection.execute(f"describe from '{file}'").fetchall())
        for figure in agreement.FIGURES:
            changed = f"replace ({last} + (rowid = 1)::int as {last})" if figure == name else ""
            connection.execute(
                f"create or replace temp table figure as "
                f"from '{folder / '300' / 'pandas' / figure}.parquet'"
            )
            connection.execute(
                f"copy (select * {changed} from figure) to '{tmp_path / figure}.parquet'"
            )
    database = folder / "300" / "build" / "tickets.duckdb"
    assert agreement.check(database, file.parent) > 300
    with pytest.raises(Problem, match=name):
        agreement.check(database, tmp_path)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sizes", "many"], "write numbers of tickets"),
        (["--variants", "build,spark"], "spark: there are start, build"),
        (["--variants", "bare", "--sizes", "10"], "add build to --variants"),
        (["--text", "--sizes", "10"], "with --text leave bare out"),
    ],
)
def test_wrong_options_get_a_sentence(options, message, tmp_path):
    done = benchmark(*options, "--out", str(tmp_path))
    assert done.returncode and message in done.stderr and "Traceback" not in done.stderr
