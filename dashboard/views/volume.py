"""How many tickets come and go, of which kind, on which days."""

import charts
import queries
import streamlit as st
from show import View

TITLE = "Volume"
ICON = ":material/bar_chart:"
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def show(view: View) -> None:
    """Draws the page."""
    grain = st.segmented_control(
        "Per", list(queries.GRAINS), default="week", key="per", bind="query-params", required=True
    )
    volume = view.rows(queries.volume, grain)
    view.chart(
        f"Created and resolved a {grain}",
        volume,
        lambda: charts.lines(
            volume, "period_date", ["created_count", "resolved_count"], f"tickets a {grain}"
        ),
        ["kpi_ticket_volume_daily.created_count", "kpi_ticket_volume_daily.resolved_count"],
        queries.BY_CHANNEL,
    )
    if grain != "day":
        st.caption(f"The first and the last {grain} count the days within the dates alone.")
    column = st.selectbox(
        "Created, by",
        queries.TICKET_GROUPS,
        format_func=charts.words,
        key="by",
        bind="query-params",
        width=240,
    )
    left, right = st.columns(2)
    with left:
        created = view.rows(queries.created_by, column)
        view.chart(
            f"Created tickets by {charts.words(column)}",
            created,
            lambda: charts.bars(created.head(15), column, "ticket_count", "tickets"),
            [f"fct_tickets.{column}"],
            queries.BY_ALL,
        )
    with right:
        weekdays = view.rows(queries.created_by_weekday)
        weekdays["weekday"] = [WEEKDAYS[number - 1] for number in weekdays["iso_weekday"]]
        view.chart(
            "Created on a usual weekday",
            weekdays,
            lambda: charts.bars(weekdays, "weekday", "created_per_day", "tickets a day", ",.1f"),
            ["kpi_ticket_volume_daily.created_count", "Mean over the days of the dates."],
            queries.BY_CHANNEL,
        )
