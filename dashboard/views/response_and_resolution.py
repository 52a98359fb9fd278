"""How long customers wait for an answer and for a solution."""

import charts
import queries
import streamlit as st
from show import View
from wording import hours

TITLE = "Response & resolution"
ICON = ":material/schedule:"
KPI = "kpi_response_and_resolution_weekly"
LABELS = {"first_response": "first responses", "full_resolution": "resolutions"}


def show(view: View) -> None:
    """Draws the page."""
    minutes = st.segmented_control(
        "Measured in",
        ["business", "calendar"],
        default="business",
        key="hours",
        bind="query-params",
        required=True,
        format_func=lambda word: f"{word} hours",
        help="Business hours count while the calendar of the ticket's first queue is open.",
    )
    for measure, label in LABELS.items():
        show_measure(view, measure, minutes, label)


def show_measure(view: View, measure: str, minutes: str, label: str) -> None:
    """Figures, trend, distribution and table of one measure."""
    unit = f"{minutes} hours"
    figures = [f"{KPI}.{measure}_{minutes}_minutes_{name}" for name in ("median", "p90")]
    count = f"{KPI}.{'responded' if measure == 'first_response' else 'resolved'}_count"
    in_all_and_by_queue = view.rows(queries.durations_by_queue, measure, minutes)
    row, groups = in_all_and_by_queue.iloc[0], in_all_and_by_queue.iloc[1:]
    st.markdown(f"### {label.capitalize()}")
    half, most, number = st.columns(3)
    view.figure(half, f"Median, {unit}", hours(row["median_hours"]), figures[0])
    view.figure(most, f"Nine in ten within, {unit}", hours(row["p90_hours"]), figures[1])
    view.figure(number, "Tickets", f"{int(row['ticket_count']):,}", count)
    left, right = st.columns(2)
    with left:
        weeks = view.rows(queries.durations_by_week, measure, minutes)
        view.chart(
            f"{label.capitalize()} by week",
            weeks,
            lambda: charts.lines(weeks, "week_start_date", ["median_hours", "p90_hours"], unit),
            figures,
            queries.BY_ALL,
        )
    with right:
        classes = view.rows(queries.distribution, measure, minutes)
        view.chart(
            f"{label.capitalize()} by time taken",
            classes,
            lambda: charts.bars(classes, "duration_class", "ticket_count", "tickets"),
            [count],
            queries.BY_ALL,
        )
    view.table(f"{label.capitalize()} by queue, {unit}", groups, [*figures, count], queries.BY_ALL)
