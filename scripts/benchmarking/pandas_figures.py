"""The core figures in pandas, the way most ETL scripts make them: read_csv, merge, groupby.

Calendar minutes only; nothing is checked, mapped, rejected or explained. Days and weeks are UTC.
Each figure is written as a Parquet file, to be compared with the build's.
"""

import argparse
from pathlib import Path

import pandas as pd

OPEN_STATUSES = ["new", "open", "pending", "on_hold"]
OUT_OF_SCOPE = ["deleted", "spam", "suspended"]
WORK, WAIT = ["new", "open"], ["new", "open", "on_hold"]


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("tickets", help="CSV file of tickets")
    parser.add_argument("events", help="CSV file of events")
    parser.add_argument("out", type=Path, help="folder for the figures")
    arguments = parser.parse_args()
    tickets = pd.read_csv(
        arguments.tickets,
        parse_dates=["created_at", "updated_at", "resolved_at"],
        dtype={"csat_score": "Int64"},
    )
    events = pd.read_csv(arguments.events, parse_dates=["occurred_at"], dtype=str)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, figure in figures(tickets, events).items():
        figure.to_parquet(arguments.out / f"{name}.parquet")


def figures(tickets: pd.DataFrame, events: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The figures by name, each with its key as columns."""
    as_of = max(events["occurred_at"].max(), latest(tickets))
    tickets = tickets[~tickets["status"].isin(OUT_OF_SCOPE)]
    events = events.merge(
        tickets[["ticket_id", "created_at", "queue", "priority", "is_merged"]], on="ticket_id"
    )
    # A stable sort keeps events of one second in the order of the file.
    events = events.sort_values(["ticket_id", "occurred_at"], kind="stable")
    intervals = status_intervals(events, as_of)
    return {
        "volume_daily": volume_daily(tickets),
        "backlog_daily": backlog_daily(intervals),
        "response_weekly": response_weekly(events),
        "resolution_weekly": resolution_weekly(tickets, intervals),
        "status_clocks": status_clocks(intervals),
        "csat_monthly": csat_monthly(tickets, intervals),
        "agent_replies_monthly": agent_replies_monthly(events),
    }


def latest(tickets: pd.DataFrame) -> pd.Timestamp:
    """The latest instant of the tickets' own."""
    return tickets[["created_at", "updated_at", "resolved_at"]].max().max()


def volume_daily(tickets: pd.DataFrame) -> pd.DataFrame:
    """Tickets created by day, queue, category, priority and channel."""
    keys = ["queue", "category", "priority", "channel"]
    days = tickets["created_at"].dt.normalize().rename("volume_date")
    return tickets.groupby([days, *keys]).size().rename("created_count").reset_index()


def status_intervals(events: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """One row per stretch of a ticket in one status; the last one ends at as_of."""
    changes = events[events["event_type"].isin(["created", "status_changed"])].copy()
    following = changes.groupby("ticket_id")
    first_status = following["old_value"].shift(-1).fillna("new")
    changes["status"] = changes["new_value"].where(
        changes["event_type"] == "status_changed", first_status
    )
    changes["valid_to"] = following["occurred_at"].shift(-1).fillna(as_of)
    changes["was_open"] = changes.groupby("ticket_id")["status"].shift().isin(OPEN_STATUSES)
    changes["is_open"] = changes["status"].isin(OPEN_STATUSES)
    changes["minutes"] = (changes["valid_to"] - changes["occurred_at"]).dt.total_seconds() / 60
    return changes


def backlog_daily(intervals: pd.DataFrame) -> pd.DataFrame:
    """Open tickets at the end of each day: arrivals less departures, added up."""
    moves = intervals["is_open"].astype(int) - intervals["was_open"].astype(int)
    by_day = moves.groupby(intervals["occurred_at"].dt.normalize().rename("backlog_date")).sum()
    days = pd.date_range(by_day.index.min(), by_day.index.max(), name="backlog_date")
    return by_day.reindex(days, fill_value=0).cumsum().rename("closing_count").reset_index()


def response_weekly(events: pd.DataFrame) -> pd.DataFrame:
    """First responses by the week they were given in, queue and priority."""
    replies = events[
        (events["event_type"] == "agent_replied")
        & (events["actor_type"] == "agent")
        & (events["occurred_at"] > events["created_at"])
        & ~events["is_merged"]
    ]
    firsts = replies.groupby("ticket_id").first()
    minutes = (firsts["occurred_at"] - firsts["created_at"]).dt.total_seconds() / 60
    return by_week(firsts, firsts["occurred_at"], minutes)


def resolution_weekly(tickets: pd.DataFrame, intervals: pd.DataFrame) -> pd.DataFrame:
    """Last resolutions of tickets that are not open, by week, queue and priority."""
    resolved = intervals[intervals["was_open"] & ~intervals["is_open"]]
    last = resolved.groupby("ticket_id")["occurred_at"].max().rename("last_resolved_at")
    is_open = intervals.groupby("ticket_id")["is_open"].last()
    done = tickets[~tickets["is_merged"]].merge(last[~is_open[last.index]], on="ticket_id")
    minutes = (done["last_resolved_at"] - done["created_at"]).dt.total_seconds() / 60
    return by_week(done, done["last_resolved_at"], minutes)


def by_week(rows: pd.DataFrame, instants: pd.Series, minutes: pd.Series) -> pd.DataFrame:
    """Count, mean, median and p90 of minutes by week (from Monday), queue and priority."""
    weeks = (instants - pd.to_timedelta(instants.dt.weekday, unit="D")).dt.normalize()
    grouped = minutes.groupby([weeks.rename("week_start_date"), rows["queue"], rows["priority"]])
    return (
        grouped.agg(
            ticket_count="count",
            mean="mean",
            median="median",
            p90=lambda values: values.quantile(0.9),
        )
        .rename_axis(["week_start_date", "queue", "priority"])
        .reset_index()
    )


def status_clocks(intervals: pd.DataFrame) -> pd.DataFrame:
    """Minutes each ticket waited for an agent, in its requester's eyes, and for the customer."""
    by_status = intervals.pivot_table(
        index="ticket_id", columns="status", values="minutes", aggfunc="sum", fill_value=0
    ).reindex(columns=[*OPEN_STATUSES], fill_value=0)
    return pd.DataFrame(
        {
            "agent_work": by_status[WORK].sum(axis=1),
            "requester_wait": by_status[WAIT].sum(axis=1),
            "agent_wait": by_status["pending"],
        }
    ).reset_index()


def csat_monthly(tickets: pd.DataFrame, intervals: pd.DataFrame) -> pd.DataFrame:
    """Rated and satisfied tickets by the month of their first resolution and queue."""
    resolved = intervals[intervals["was_open"] & ~intervals["is_open"]]
    first = resolved.groupby("ticket_id")["occurred_at"].min().rename("first_resolved_at")
    rated = tickets[~tickets["is_merged"]].merge(first, on="ticket_id")
    rated["is_satisfied"] = (rated["csat_score"] >= 4).fillna(False)
    months = rated["first_resolved_at"].dt.to_period("M").dt.to_timestamp()
    return (
        rated.groupby([months.rename("month_start_date"), "queue"])
        .agg(
            resolved_count=("ticket_id", "count"),
            rated_count=("csat_score", "count"),
            satisfied_count=("is_satisfied", "sum"),
        )
        .reset_index()
    )


def agent_replies_monthly(events: pd.DataFrame) -> pd.DataFrame:
    """Public replies and tickets replied to by month and agent."""
    replies = events[
        (events["event_type"] == "agent_replied")
        & (events["actor_type"] == "agent")
        & events["actor_id"].notna()
    ]
    months = replies["occurred_at"].dt.to_period("M").dt.to_timestamp()
    return (
        replies.groupby([months.rename("month_start_date"), replies["actor_id"].rename("agent_id")])
        .agg(agent_reply_count=("event_id", "count"), replied_ticket_count=("ticket_id", "nunique"))
        .reset_index()
    )


if __name__ == "__main__":
    main()
