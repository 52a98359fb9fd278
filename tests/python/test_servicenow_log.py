"""A real ServiceNow log: the marts equal what the raw file says, read without SQL.

The log is not part of the project. It is looked for in shared/data beside the project's folder;
where it is absent these tests are skipped.
"""

import csv
import gzip
import statistics
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from oracles.project import ROOT, rows

LOG = ROOT.parent / "shared/data/servicenow_incident_event_log.csv.gz"
LONDON = ZoneInfo("Europe/London")
CLOSED = {"Resolved", "Closed"}

pytestmark = pytest.mark.skipif(
    not LOG.exists(), reason=f"no ServiceNow log at ../shared/data/{LOG.name}"
)


def utc(text: str) -> datetime:
    """d/m/yyyy HH:MM in London; which reading of an odd hour counts stands in DECISIONS.md (T1)."""
    naive = datetime.strptime(text, "%d/%m/%Y %H:%M")
    second_pass = naive.replace(tzinfo=LONDON, fold=1).astimezone(UTC)
    if second_pass.astimezone(LONDON).replace(tzinfo=None) == naive:
        return second_pass.replace(tzinfo=None)
    return naive.replace(tzinfo=LONDON, fold=0).astimezone(UTC).replace(tzinfo=None)


@pytest.fixture(scope="module")
def updates() -> list[dict]:
    with gzip.open(LOG, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def incidents(updates) -> dict[str, dict]:
    """Per incident: creation, moves in and out of the closed states, and the last one's time."""
    by_number = defaultdict(list)
    for position, row in enumerate(updates):
        opened, updated = utc(row["opened_at"]), utc(row["sys_updated_at"])
        if updated >= opened:
            order = updated, int(row["sys_mod_count"]), position
            by_number[row["number"]].append((order, opened, row["incident_state"]))
    found = {}
    for number, steps in by_number.items():
        is_open, resolutions, reopenings = True, [], 0
        for (updated, _, _), _, state in sorted(steps):
            if is_open and state in CLOSED:
                resolutions.append(updated)
            elif not is_open and state not in CLOSED:
                reopenings += 1
            is_open = state not in CLOSED
        found[number] = {
            "created_at": steps[0][1],
            "resolved_at": None if is_open else resolutions[-1],
            "first_resolved_at": resolutions[0] if resolutions else None,
            "reopen_count": reopenings,
        }
    return found


@pytest.fixture(scope="module")
def database(builder):
    database = builder.project / "builds/servicenow/tickets.duckdb"
    database.parent.mkdir()
    given = {"ticket_sources": {"servicenow_log": {"events": str(LOG), "time_zone": LONDON.key}}}
    outcome = builder.invoke("build", given, database, "--exclude-resource-type", "unit_test")
    assert outcome.success, [
        (one.node.name, one.message) for one in outcome.result.results if one.status != "success"
    ]
    return database


def test_each_row_is_accounted_for(updates, database):
    (count,) = rows(database, "select * from marts.fct_row_accounting")
    early = sum(utc(row["sys_updated_at"]) < utc(row["opened_at"]) for row in updates)
    assert count["read_row_count"] == len(updates)
    assert count["rejected_row_count"] == early
    assert count["accepted_row_count"] == len(updates) - early


def test_each_incident_has_its_times(incidents, database):
    found = {
        row.pop("ticket_id"): row
        for row in rows(
            database,
            "select ticket_id, created_at, resolved_at, first_resolved_at, reopen_count "
            "from marts.fct_tickets",
        )
    }
    assert found == incidents


def test_hours_to_resolution(incidents, database):
    hours = [
        (one["resolved_at"] - one["created_at"]) / timedelta(hours=1)
        for one in incidents.values()
        if one["resolved_at"]
    ]
    (found,) = rows(
        database,
        "select median(full_resolution_calendar_minutes) / 60 as median, "
        "quantile_cont(full_resolution_calendar_minutes, 0.9) / 60 as p90 from marts.fct_tickets",
    )
    assert found["median"] == pytest.approx(statistics.median(hours))
    assert found["p90"] == pytest.approx(
        statistics.quantiles(hours, n=10, method="inclusive")[-1]
    )


def test_opened_a_month_and_backlog_at_its_first(incidents, database):
    opened = Counter(one["created_at"].strftime("%Y-%m") for one in incidents.values())
    found = rows(
        database,
        "select strftime(volume_date, '%Y-%m') as month_name, sum(created_count) as created_count "
        "from kpi.kpi_ticket_volume_daily group by month_name having sum(created_count) > 0",
    )
    assert {row["month_name"]: row["created_count"] for row in found} == opened
    backlog = rows(
        database,
        "select backlog_date, sum(closing_count) as closing_count from kpi.kpi_backlog_daily "
        "where backlog_date in ('2016-04-01', '2016-05-01', '2016-06-01') group by backlog_date",
    )
    last = max(one["created_at"] for one in incidents.values())
    assert len(backlog) == 3
    for row in backlog:
        day_end = datetime.combine(row["backlog_date"], datetime.min.time()) + timedelta(days=1)
        assert day_end < last
        unresolved = sum(
            one["created_at"] < day_end
            and (one["first_resolved_at"] is None or one["first_resolved_at"] >= day_end)
            for one in incidents.values()
            if one["reopen_count"] == 0
        )
        reopened = sum(
            one["created_at"] < day_end for one in incidents.values() if one["reopen_count"]
        )
        assert unresolved <= row["closing_count"] <= unresolved + reopened
