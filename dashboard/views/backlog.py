"""What is open, how it came about, and how old it is."""

import charts
import queries
import streamlit as st
from show import View

TITLE = "Backlog"
ICON = ":material/inbox:"


def show(view: View) -> None:
    """Draws the page."""
    bridge = view.rows(queries.bridge)
    view.chart(
        "From opening to closing",
        bridge,
        lambda: charts.bridge(bridge),
        [
            f"kpi_backlog_daily.{name}"
            for name in ("opening_count", "reopened_count", "resolved_count", "closing_count")
        ],
        queries.BY_PRIORITY,
    )
    st.caption(
        "Start of the first day to the end of the last. A change of queue or priority is a "
        "transfer: out of one slice, into another."
    )
    group = st.segmented_control(
        "Over time by",
        ["queue", "priority"],
        default="queue",
        key="backlog_by",
        bind="query-params",
        required=True,
    )
    backlog = view.rows(queries.backlog, group)
    view.chart(
        f"Open tickets by {group}",
        backlog,
        lambda: charts.series(backlog, "backlog_date", "closing_count", group, "open tickets"),
        ["kpi_backlog_daily.closing_count"],
        queries.BY_PRIORITY,
    )
    left, right = st.columns(2)
    with left:
        ageing = view.rows(queries.ageing)
        view.chart(
            f"Age by queue on {view.filters.last_date}",
            ageing,
            lambda: charts.age_classes(ageing, "queue", is_time=False),
            ["kpi_backlog_ageing.open_ticket_count"],
            queries.BY_PRIORITY,
            "No ticket was open.",
        )
    with right:
        over_time = view.rows(queries.ageing_over_time)
        view.chart(
            "Age over time",
            over_time,
            lambda: charts.age_classes(over_time, "backlog_date", is_time=True),
            ["kpi_backlog_ageing.open_ticket_count"],
            queries.BY_PRIORITY,
            "No ticket was open.",
        )
    view.say_now("Oldest open tickets")
    view.table(
        "Oldest open tickets",
        view.rows(queries.oldest_tickets, 50),
        ["fct_tickets.open_age_calendar_minutes"],
        queries.BY_ALL,
        "No ticket is open.",
    )
