"""Holds the figures of the pandas script against the build's: they must be the same."""

from pathlib import Path

import duckdb
from publishing.problem import Problem

# The build's figure, with the names and grain of pandas' file.
FIGURES = {
    "volume_daily": """
        select volume_date, queue, category, priority, channel, created_count
        from kpi.kpi_ticket_volume_daily
        where created_count > 0
    """,
    "backlog_daily": """
        select backlog_date, sum(closing_count) as closing_count
        from kpi.kpi_backlog_daily
        group by backlog_date
    """,
    "response_weekly": """
        select
            week_start_date, queue, priority,
            responded_count as ticket_count,
            first_response_calendar_minutes_mean as mean,
            first_response_calendar_minutes_median as median,
            first_response_calendar_minutes_p90 as p90
        from kpi.kpi_response_and_resolution_weekly
        where responded_count > 0
    """,
    "resolution_weekly": """
        select
            week_start_date, queue, priority,
            resolved_count as ticket_count,
            full_resolution_calendar_minutes_mean as mean,
            full_resolution_calendar_minutes_median as median,
            full_resolution_calendar_minutes_p90 as p90
        from kpi.kpi_response_and_resolution_weekly
        where resolved_count > 0
    """,
    "status_clocks": """
        select
            ticket_id,
            agent_work_calendar_minutes as agent_work,
            requester_wait_calendar_minutes as requester_wait,
            agent_wait_calendar_minutes as agent_wait
        from marts.fct_tickets
        where is_in_scope
    """,
    "csat_monthly": """
        select month_start_date, queue, resolved_count, rated_count, satisfied_count
        from kpi.kpi_csat_monthly
    """,
    "agent_replies_monthly": """
        select month_start_date, agent_id, agent_reply_count, replied_ticket_count
        from kpi.kpi_agent_performance_monthly
        where agent_reply_count > 0 and not is_system
    """,
}


TOLERANCE = 0.001


def check(database: Path, folder: Path) -> int:
    """Compares every figure, minutes to a thousandth; returns the number of rows compared.

    Raises Problem with the first rows that differ.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        return sum(
            check_figure(connection, name, built, folder / f"{name}.parquet")
            for name, built in FIGURES.items()
        )


def check_figure(connection: duckdb.DuckDBPyConnection, name: str, built: str, file: Path) -> int:
    """Compares one figure row by row; returns their number, raises Problem if any differ."""
    pandas = f"select * from read_parquet('{file}')"
    kinds = {
        column: kind for column, kind, *_ in connection.execute(f"describe {pandas}").fetchall()
    }
    measures = [column for column, kind in kinds.items() if kind == "DOUBLE"]
    same_key = " and ".join(
        f"ours.{column} = theirs.{column}" for column in kinds if column not in measures
    )
    differs = " or ".join(
        ["is_ours is null", "is_theirs is null"]
        + [f"abs(ours.{column} - theirs.{column}) >= {TOLERANCE}" for column in measures]
    )
    differing = connection.execute(
        f"select ours, theirs from (select true as is_ours, * from ({built})) as ours "
        f"full outer join (select true as is_theirs, * from ({pandas})) as theirs on {same_key} "
        f"where {differs} limit 6"
    ).fetchall()
    if differing:
        rows = "\n".join(str(row) for row in differing)
        raise Problem(f"{name}: the build and pandas differ in (build, pandas):\n{rows}")
    return connection.execute(f"select count(*) from ({pandas})").fetchone()[0]
