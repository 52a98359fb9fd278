"""Cases of tests/cases/history: each a life of a kind that was told wrongly (R7, L1-L10, C1)."""

import pytest
from oracles.project import ROOT, rows
from oracles.sla_builds import POLICY_COLUMNS, POLICY_HEADER, seeds_in

FOLDER = ROOT / "tests/cases/history"
WEEK = "1234567"


def policy(metric: str) -> str:
    """A promise of an hour on every ticket."""
    told = {"policy_id": metric, "precedence": "10", "metric": metric}
    told |= {"target_minutes": "60", "calendar_id": "always"}
    return ",".join(told.get(name, "") for name in POLICY_COLUMNS) + "\n"


SEEDS = {
    "calendars": "calendar_id,calendar_name,time_zone\n"
    "always,Around the clock,UTC\noff,Office,UTC\nsup247,Support,UTC\n",
    "business_hours": "calendar_id,iso_weekday,opens_at,closes_at\n"
    + "".join(f"{name},{day},00:00,24:00\n" for name in ("always", "sup247") for day in WEEK)
    + "".join(f"off,{day},09:00,17:00\n" for day in WEEK[:5]),
    "holidays": "calendar_id,holiday_date,holiday_name\n",
    "queue_calendars": "source_system,queue,calendar_id\n"
    ",,always\n,r247,sup247\n,unassigned,off\n,office,off\n",
    "sla_policies": POLICY_HEADER + policy("first_response") + policy("resolution"),
}
FIGURES = {
    # an agent opens it: the customer waits from the first message, the opening text is no reply
    "AR1": {"first_response": 30, "agent_reply_count": 1, "is_one_touch": True},
    "AO2": {"first_response": None, "agent_reply_count": 1, "first_responded_at": None},
    "AO3": {"first_response": 30, "agent_reply_count": 1, "is_one_touch": True},
    # for herself: she is the customer
    "AO4": {"first_response": 20, "agent_reply_count": 1, "customer_reply_count": 1},
    # bots
    "FZ1": {
        "first_response": None,
        "is_one_touch": False,
        "is_resolved_by_system": True,
        "resolved_by_agent_id": None,
    },
    "CB1": {"first_response": 10, "first_responded_by_agent_id": "anna", "reopen_count": 1},
    "BR2": {"first_response": 20, "reopen_count": 2, "resolved_at": None},
    "BR3": {"first_response": None, "agent_reply_count": 1, "is_one_touch": False},
    "BR4": {"first_response": 15, "is_resolved_by_system": True, "is_one_touch": False},
    # whose it is
    "FS1": {
        "agent_id": "fs_ben",
        "resolved_by_agent_id": "fs_anna",
        "first_responded_by_agent_id": "fs_anna",
        "csat_score": 1,
    },
    "RA2": {"agent_id": "fs_cleo", "resolved_by_agent_id": "fs_ben"},
    "RA3": {"resolved_by_agent_id": None, "is_resolved_by_system": False},
    # out of scope, and back
    "DE1": {"is_in_scope": True, "is_open": True},
    "DE2": {"is_in_scope": False, "is_open": False, "status": "deleted", "resolved_at": None},
    "DE3": {"is_in_scope": False, "is_open": False, "status": "spam", "resolved_at": None},
    "DE4": {"is_in_scope": True, "reopen_count": 0, "full_resolution": 120},
    # older than their rows
    "IM1": {"first_response": 10, "full_resolution": 60, "agent_reply_count": 1},
    "IM2": {"first_response": 601 / 60, "agent_reply_count": 1},
    "IM3": {"first_response": 15},
    # what nobody logged
    "UL1": {"reopen_count": 1, "full_resolution": 180, "agent_work": 120},
    "UL2": {"reopen_count": 1, "resolved_by_agent_id": "ben", "agent_work": 60},
    "UL3": {"reopen_count": 0, "resolved_by_agent_id": "anna", "full_resolution": 60},
    # stretch by stretch: an office hour and, after an hour after work, 90 minutes around the clock
    "RT1": {"full_resolution_business": 120},
    "RT2": {"full_resolution_business": 150, "agent_work_business": 150},
    # nobody knows when it ended
    "EN1": {
        "is_open": False,
        "resolved_at": None,
        "full_resolution": None,
        "agent_work": None,
        "is_one_touch": None,
        "resolution_sla_outcome": None,
    },
}
SELECT = (
    "+fct_tickets +fct_backlog_daily +fct_backlog_flow_daily +fct_ticket_events +dim_source "
    "+fct_rejected_rows +kpi_agent_performance_monthly +kpi_ticket_volume_daily +kpi_by_priority"
)


def build(builder, name: str, source: dict):
    """A build of one source with the calendars above; all its data tests and laws hold."""
    path = builder.shared / f"builds/{name}/tickets.duckdb"
    path.parent.mkdir(parents=True)
    given = {"as_of": "2026-02-01", "ticket_sources": {"generic": source}}
    kinds = ["--indirect-selection", "cautious", "--exclude-resource-type", "unit_test"]
    outcome = builder.invoke("build", given, path, "--select", *SELECT.split(), *kinds)
    assert outcome.result, outcome.exception
    bad = [one for one in outcome.result.results if one.status not in ("success", "pass")]
    assert not bad, "\n".join(f"{one.node.name}: {one.message}" for one in bad)
    return path


@pytest.fixture(scope="module")
def calendars(builder):
    with seeds_in(builder.project, SEEDS):
        yield


@pytest.fixture(scope="module")
def database(builder, calendars):
    files = {name: str(FOLDER / f"{file}.csv") for name, file in FILES.items()}
    return build(builder, "cases_history", files)


FILES = {"tickets": "support_tickets", "events": "ticket_events"}
THIN = {"tickets": str(FOLDER / "thin/support_tickets.csv")}


@pytest.fixture(scope="module")
def thin(builder, calendars):
    """An export without a log."""
    return build(builder, "cases_thin", THIN | {"events": str(FOLDER / "thin/none.csv")})


@pytest.fixture(scope="module")
def estimated(builder, calendars):
    """The same, of a source whose last update is the end of what is closed."""
    events = {"events": str(FOLDER / "thin/none.csv")}
    return build(builder, "cases_estimated", THIN | events | {"end_time": "updated_at"})


def figures(path) -> dict[str, dict]:
    """The rows of fct_tickets by id, minutes by shorter names."""
    return {
        row["ticket_id"]: row
        | {name.removesuffix("_calendar_minutes"): value for name, value in row.items()}
        | {name.removesuffix("_minutes"): value for name, value in row.items()}
        for row in rows(path, "select * from marts.fct_tickets")
    }


@pytest.mark.parametrize("ticket_id", FIGURES)
def test_figures_of_a_ticket(database, ticket_id):
    found = figures(database)[ticket_id]
    expected = FIGURES[ticket_id]
    assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_a_deleted_ticket_is_in_no_figure(database):
    assert rows(
        database,
        "with days as (select backlog_date, sum(open_ticket_count) as count "
        "from marts.fct_backlog_daily where queue = 'de' group by backlog_date) "
        "select min(count) as fewest, max(count) as most from days",
    ) == [{"fewest": 1, "most": 1}]
    created = "select sum(created_count) as count from kpi.kpi_ticket_volume_daily "
    assert rows(database, created + "where queue = 'de'") == [{"count": 2}]
    clocks = """
        select distinct tickets.ticket_id from marts.fct_sla_clocks as clocks
        inner join marts.fct_tickets as tickets using (ticket_key)
        where clocks.outcome <> 'cancelled' and not tickets.is_in_scope
    """
    assert rows(database, clocks) == []


def test_credit_goes_to_who_did_it(database):
    found = {
        (row["agent_id"], row["is_system"]): row
        for row in rows(
            database,
            "select * from kpi.kpi_agent_performance_monthly "
            "where month_start_date = date '2025-10-01'",
        )
    }
    anna, ben, bots = found["fs_anna", False], found["fs_ben", False], found["system", True]
    assert (anna["resolved_count"], anna["rated_count"], anna["satisfied_count"]) == (1, 1, 0)
    assert (ben["resolved_count"], ben["rated_count"], ben["agent_reply_count"]) == (1, 0, 0)
    # FZ1, BR3 and BR4 stand; CB1 and twice BR2 were reopened
    assert (bots["resolved_count"], bots["resolution_made_count"]) == (3, 6)
    assert (bots["one_touch_count"], bots["agent_reply_count"]) == (0, 3)
    # UL1 was made twice and stands once, UL2 stands for another
    assert found["anna", False]["resolution_made_count"] > found["anna", False]["resolved_count"]


def test_events_before_any_sign_of_the_ticket_are_refused(database):
    refused = rows(database, "select reject_reasons, raw_row from marts.fct_rejected_rows")
    assert [row["raw_row"][:5] for row in refused] == ["IM3-1"]
    assert refused[0]["reject_reasons"] == ["before_ticket_created"]


def test_what_nobody_logged_is_derived(database):
    found = rows(
        database,
        """
        select tickets.ticket_id, events.occurred_at, events.actor_type, events.new_value
        from marts.fct_ticket_events as events
        inner join marts.fct_tickets as tickets using (ticket_key)
        where events.is_derived and events.old_value is not null
        order by tickets.ticket_id
        """,
    )
    assert [(row["ticket_id"], row["occurred_at"].hour, row["actor_type"]) for row in found] == [
        ("UL1", 11, "customer"),
        ("UL2", 12, "unknown"),
    ]


def test_a_closed_ticket_without_an_end_has_none(thin):
    found = figures(thin)
    for ticket_id in ("D", "E"):
        row = found[ticket_id]
        assert not row["is_open"], ticket_id
        told = ("resolved_at", "first_resolved_at", "closed_at", "full_resolution", "agent_work")
        assert {row[name] for name in told} == {None}
    assert found["CR"]["full_resolution"] == pytest.approx(188.48, abs=0.01)
    assert found["CL"]["full_resolution"] == 180
    assert not found["CL"]["is_resolved_by_system"]
    backlog = "select sum(open_ticket_count) as count from marts.fct_backlog_daily "
    assert rows(thin, backlog + "where backlog_date = '2025-10-07'") == [{"count": 0}]
    assert rows(thin, backlog + "where backlog_date = '2025-10-09'") == [{"count": 1}]


def test_a_source_says_what_it_cannot_tell(thin, database):
    (row,) = rows(thin, "select * from marts.dim_source")
    told = {name: row[name] for name in row if name.startswith("has_") and row[name]}
    assert told == {"has_end_times": True}
    assert (row["ticket_count"], row["unknown_end_ticket_count"]) == (5, 2)
    metrics = rows(thin, "select distinct metric from marts.fct_sla_clocks")
    assert metrics == [{"metric": "resolution"}]
    (row,) = rows(database, "select * from marts.dim_source")
    assert row["has_replies"] and row["has_status_history"] and row["has_agents"]
    assert (row["out_of_scope_ticket_count"], row["unknown_end_ticket_count"]) == (2, 1)


def test_the_last_update_is_the_end_only_where_the_source_says_so(estimated):
    found = figures(estimated)
    assert found["E"]["full_resolution"] == 2 * 24 * 60
    assert found["E"]["is_resolution_estimated"]
    # without an update there is nothing to take
    assert found["D"]["resolved_at"] is None
    assert not found["CL"]["is_resolution_estimated"]
