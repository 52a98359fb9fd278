"""Today's figures against last week and the usual, what burns, and the last weeks."""

import charts
import pandas as pd
import queries
import streamlit as st
from show import View
from wording import share

TITLE = "Overview"
ICON = ":material/dashboard:"

DAY_FIGURES = [
    ("Created", "created_count", "kpi_ticket_volume_daily", "off"),
    ("Resolved", "resolved_count", "kpi_ticket_volume_daily", "normal"),
    ("Open backlog", "closing_count", "kpi_backlog_daily", "inverse"),
]
METRICS = {
    "first_response": "First response SLA",
    "next_response": "Next response SLA",
    "resolution": "Resolution SLA",
}
COMPARED_DAYS = 28


def show(view: View) -> None:
    """Draws the page."""
    day = view.filters.last_date
    so_far = ", a day still running" if day == view.as_of_date else ""
    st.markdown(f"#### {day:%A, %d %B %Y}{so_far}")
    day_figures(view)
    sla_figures(view)
    left, right = st.columns(2)
    with left:
        volume = view.rows(queries.volume, "day")
        view.chart(
            "Created and resolved a day",
            volume,
            lambda: charts.lines(
                volume, "period_date", ["created_count", "resolved_count"], "tickets a day"
            ),
            ["kpi_ticket_volume_daily.created_count", "kpi_ticket_volume_daily.resolved_count"],
            queries.BY_CHANNEL,
        )
    with right:
        backlog = view.rows(queries.backlog)
        view.chart(
            "Open backlog",
            backlog,
            lambda: charts.lines(backlog, "backlog_date", ["closing_count"], "open tickets"),
            ["kpi_backlog_daily.closing_count"],
            queries.BY_PRIORITY,
        )
    view.say_now("What is open and due")
    view.table(
        "Due next",
        view.rows(queries.at_risk, 10, ["due soon", "in time"]),
        ["kpi_sla_at_risk.due_at", "kpi_sla_at_risk.remaining_business_minutes"],
        queries.BY_ALL,
        "No SLA clock will run out: those that run are overdue or paused, or none runs.",
    )
    view.table(
        "Oldest open tickets",
        view.rows(queries.oldest_tickets, 10),
        ["fct_tickets.open_age_calendar_minutes"],
        queries.BY_ALL,
        "No ticket is open.",
    )


def day_figures(view: View) -> None:
    """The last day against a week before and the mean of its weekday."""
    rows = view.rows(queries.day_figures).set_index("figure")
    places = st.columns(len(DAY_FIGURES))
    for place, (label, figure, table, colour) in zip(places, DAY_FIGURES, strict=True):
        if figure not in rows.index:
            view.figure(place, label, "–", f"{table}.{figure}")
            continue
        row = rows.loc[figure]
        has_week_before = not pd.isna(row["week_before"])
        usual = "" if pd.isna(row["weekday_mean"]) else f"; usual {row['weekday_mean']:,.0f}"
        view.figure(
            place,
            label,
            f"{int(row['on_day']):,}",
            view.hover(
                f"{table}.{figure}",
                "Compared with the same weekday a week before. Usual: the mean of this weekday "
                f"in the {queries.COMPARED_WEEKS} weeks before.",
            ),
            delta=int(row["on_day"] - row["week_before"]) if has_week_before else None,
            delta_color=colour,
            delta_description=f"from a week before{usual}" if has_week_before else None,
        )
    view.say_ignored(queries.BY_CHANNEL, "Created and resolved count")
    view.say_ignored(queries.BY_PRIORITY, "The open backlog counts")


def sla_figures(view: View) -> None:
    """Attainment of four weeks per metric against the four before, and clocks past their target."""
    rows = view.rows(queries.attainment_compared, COMPARED_DAYS)
    counts = view.rows(queries.at_risk_counts)
    places = st.columns(len(METRICS) + 1)
    for place, (metric, label) in zip(places, METRICS.items(), strict=False):
        of_metric = rows[rows["metric"] == metric].set_index("is_recent")["attainment_rate"]
        now, before = of_metric.get(True), of_metric.get(False)
        can_compare = not (pd.isna(now) or pd.isna(before))
        view.figure(
            place,
            label,
            share(now),
            view.hover(
                "kpi_sla_attainment_weekly.attainment_rate",
                f"Clocks started in the {COMPARED_DAYS} days up to {view.filters.last_date}, "
                f"against the {COMPARED_DAYS} days before.",
            ),
            delta=f"{100 * (now - before):+.1f} points" if can_compare else None,
            delta_description="in 4 weeks" if can_compare else None,
        )
    overdue = int(counts[counts["state"] == "overdue"]["clock_count"].sum())
    due_soon = int(counts[counts["state"] == "due soon"]["clock_count"].sum())
    view.figure(
        places[-1],
        "Overdue now",
        f"{overdue:,}",
        view.hover("kpi_sla_at_risk.risk_state", "kpi_sla_at_risk.is_due_soon"),
        delta=f"{due_soon:,}",
        delta_color="off",
        delta_arrow="off",
        delta_description="more due soon",
    )
