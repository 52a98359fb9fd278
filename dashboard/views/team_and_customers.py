"""Who answers, who asks, and how content they are."""

import charts
import queries
import streamlit as st
from show import View

TITLE = "Team & customers"
ICON = ":material/groups:"
AGENTS = "kpi_agent_performance_monthly"


def show(view: View) -> None:
    """Draws the page."""
    months = view.rows(queries.satisfaction)
    rated = months.dropna(subset="satisfaction_rate")
    left, right = st.columns(2)
    with left:
        view.chart(
            "Satisfied customers by month",
            rated,
            lambda: charts.lines(
                rated, "month_start_date", ["satisfaction_rate", "response_rate"], "share", ".0%"
            ),
            ["kpi_csat_monthly.satisfaction_rate", "kpi_csat_monthly.response_rate"],
            queries.BY_QUEUE,
            "Nobody rated a ticket resolved in these months.",
        )
        st.caption("Whole months, also where the dates cover a part of them.")
    agents = view.rows(queries.agents)
    with right:
        view.chart(
            "Tickets resolved by agent",
            agents[["agent_id", "resolved_count"]],
            lambda: charts.bars(agents.head(15), "agent_id", "resolved_count", "tickets"),
            [f"{AGENTS}.resolved_count"],
            queries.BY_SOURCE,
            "No agent resolved or answered a ticket in these months.",
        )
    view.table(
        "Agents",
        agents,
        [
            f"{AGENTS}.{name}"
            for name in ("resolved_count", "one_touch_rate", "reopened_rate", "satisfaction_rate")
        ],
        queries.BY_SOURCE,
        "No agent resolved or answered a ticket in these months.",
    )
    st.caption(
        "Agents get different tickets: compare rates of those in the same queue, and mind the "
        "small numbers beside them."
    )
    for column, title in [
        ("customer_tier", "Customers by tier"),
        ("organization_id", "Organizations with most tickets"),
    ]:
        view.table(
            title,
            view.rows(queries.customers, column),
            [
                f"fct_tickets.{column}",
                "kpi_by_priority.resolution_attainment_rate",
                "kpi_by_priority.satisfaction_rate",
            ],
            queries.BY_ALL,
        )
