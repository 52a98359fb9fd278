"""scripts/inspect_mart.py and the figures it shares with the build."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from publishing import summary

SCRIPT = Path(__file__).resolve().parents[2] / "scripts/inspect_mart.py"
TABLES = """
create schema marts; create schema kpi; create schema intermediate;
create table intermediate.int_as_of as
    select timestamp '2026-03-15 12:30:00' as as_of, date '2026-03-15' as as_of_date;
create table kpi.kpi_ticket_volume_daily as
    select
        date '2026-03-16' - cast(day_number as integer) as volume_date,
        day_number as created_count
    from generate_series(1, 20) as days(day_number);
create table kpi.kpi_backlog_ageing as
    select * from (values (3, 9), (4, 40)) as buckets(open_ticket_count, oldest_ticket_age_days);
create table kpi.kpi_by_priority as
    select * from (values
        ('low', 30, 5, 90.0, 120.0, 600.0, 1234.0, 8, 6),
        ('urgent', 10, 2, 6.0, 30.0, null, null, 2, 2)
    ) as figures(
        priority, ticket_count, open_ticket_count,
        first_response_business_minutes_median, first_response_business_minutes_p90,
        full_resolution_business_minutes_median, full_resolution_business_minutes_p90,
        rated_count, satisfied_count
    );
create table kpi.kpi_sla_attainment_weekly as
    select * from (values ('resolution', 8, 10), ('resolution', 1, 2), ('first_response', 0, 0))
        as figures(metric, met_count, decided_count);
create table kpi.kpi_sla_at_risk as
    select * from (values ('overdue', false), ('due soon', true), ('in time', false))
        as figures(risk_state, is_due_soon);
create table marts.dim_sla_policy as select false as is_example;
create table marts.fct_tickets as
    select
        'k' || n as ticket_key, 's' as source_system, 'T' || n as ticket_id,
        timestamp '2026-03-01 09:00:00' as created_at,
        'open' as status, 'low' as priority, 'tier_1' as queue, null::varchar as agent_id,
        n % 2 as reopen_count, 5.0 as first_response_business_minutes,
        null::double as full_resolution_business_minutes, 4 as csat_score,
        n < 4 as is_first_resolution_counted, n % 2 = 1 as is_reopened
    from generate_series(1, 4) as numbers(n);
comment on column marts.fct_tickets.status is 'State at as_of.';
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("inspect") / "small.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(TABLES)
    return path


def inspect(*arguments: object) -> subprocess.CompletedProcess:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def words(line: str) -> list[str]:
    return line.split()


def test_lists_tables_tickets_and_figures(database):
    before = database.read_bytes()
    done = inspect("--database", database)
    assert done.returncode == 0, done.stderr
    lines = [words(line) for line in done.stdout.splitlines()]
    assert ["marts", "fct_tickets", "4", "14"] in lines
    assert [
        "T1",
        "2026-03-01",
        "09:00:00",
        "open",
        "low",
        "tier_1",
        "-",
        "1",
        "5.0",
        "-",
        "4",
    ] in lines
    assert "Support as of 2026-03-15 12:30 UTC" in done.stdout
    assert database.read_bytes() == before


def test_figures_are_those_of_the_tables(database, capsys):
    with duckdb.connect(str(database), read_only=True) as connection:
        summary.print_kpis(connection)
    lines = [" ".join(words(line)) for line in capsys.readouterr().out.splitlines()]
    assert "Tickets 40" in lines
    # days 1 to 7 before 16 March sum to 28, days 8 to 14 to 77
    assert "Created 28 in the last 7 days, 77 in the 7 before (-64 %)" in lines
    assert "Open backlog 7, the oldest 40 days old" in lines
    assert "Satisfaction 80.0 % satisfied of 10 rated" in lines
    assert "Reopened 66.7 % of 3 tickets ever resolved" in lines
    assert "SLA met first response n/a, resolution 75.0 %" in lines
    assert "SLA now 1 overdue, 1 more due soon" in lines
    urgent, low = "urgent 10 2 0.1 h 0.5 h - -", "low 30 5 1.5 h 2.0 h 10.0 h 20.6 h"
    assert lines.index(urgent) < lines.index(low)


@pytest.mark.parametrize("name", ["fct_tickets", "marts.fct_tickets", "FCT_TICKETS"])
def test_shows_one_table(database, name):
    done = inspect("--database", database, "--table", name, "--rows", 2)
    assert done.returncode == 0, done.stderr
    assert "marts.fct_tickets: 4 rows, 14 columns" in done.stdout
    assert ["status", "varchar", "State", "at", "as_of."] in map(words, done.stdout.splitlines())
    assert "Row 2" in done.stdout
    assert "Row 3" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--table", "fct_ticket"], "The closest is marts.fct_tickets."),
        (["--table", "kpi.by_priority"], "The closest is kpi.kpi_by_priority."),
        (["--database", "nowhere.duckdb"], "There is no database nowhere.duckdb. Run: make build"),
        (["--database", SCRIPT], "is not a DuckDB database that can be read"),
    ],
)
def test_says_in_a_sentence_what_is_wrong(database, arguments, expected):
    done = inspect("--database", database, *arguments)
    assert done.returncode == 1
    assert expected in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_database_in_use_by_a_writer(database):
    with duckdb.connect(str(database)):
        done = inspect("--database", database)
    assert done.returncode == 1
    assert "is in use by a process that writes to it" in done.stderr


def test_help():
    assert "--table" in inspect("--help").stdout
