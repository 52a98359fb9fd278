"""Promises kept and broken, and the clocks that run now."""

import charts
import queries
import streamlit as st
from show import View
from wording import share

TITLE = "SLA"
ICON = ":material/timer:"
EXAMPLES = (
    "The promises are examples that ship with the project. Write yours into "
    "seeds/reference/sla_policies.csv, or set policies_are_ours."
)


def show(view: View) -> None:
    """Draws the page."""
    if queries.are_policies_examples(view.read):
        st.info(EXAMPLES, icon=":material/info:")
    weeks = view.rows(queries.attainment)
    totals = weeks.groupby("metric", sort=True)[["met_count", "decided_count"]].sum()
    places = st.columns(max(len(totals), 1))
    for place, (metric, row) in zip(places, totals.iterrows(), strict=False):
        met, decided = int(row["met_count"]), int(row["decided_count"])
        view.figure(
            place,
            charts.words(metric).capitalize(),
            share(met / decided if decided else None),
            view.hover(
                "kpi_sla_attainment_weekly.attainment_rate",
                "kpi_sla_attainment_weekly.decided_count",
            ),
            delta=f"{met:,} of {decided:,} clocks met",
            delta_color="off",
            delta_arrow="off",
        )
    decided = weeks.assign(metric=weeks["metric"].map(charts.words)).dropna(
        subset="attainment_rate"
    )
    view.chart(
        "Attainment by week of start",
        decided,
        lambda: charts.series(
            decided, "week_start_date", "attainment_rate", "metric", "share met", ".0%", False
        ),
        ["kpi_sla_attainment_weekly.attainment_rate", "kpi_sla_attainment_weekly.met_count"],
        queries.BY_ALL_OF_CLOCKS,
        "No SLA clock was decided: none started in the dates, or none fits the filters.",
    )
    st.caption("The axis does not start at 0 %.")
    group = st.segmented_control(
        "Attainment by",
        list(queries.CLOCK_GROUPS),
        default="queue",
        key="sla_by",
        bind="query-params",
        required=True,
    )
    groups = view.rows(queries.attainment_by, group)
    groups["metric"] = groups["metric"].map(charts.words)
    view.chart(
        f"Attainment by {group}",
        groups,
        lambda: charts.heat(groups, "metric", group, "attainment_rate"),
        ["kpi_sla_attainment_weekly.attainment_rate", "Queue and priority the clock is judged by."],
        queries.BY_ALL_OF_CLOCKS,
        "No SLA clock started in the dates.",
    )
    running(view)
    view.table(
        "What is promised",
        queries.policies(view.read),
        ["dim_sla_policy.precedence", "dim_sla_policy.target_business_minutes"],
        empty="There are no SLA policies: seeds/reference/sla_policies.csv is empty.",
    )


def running(view: View) -> None:
    """The clocks that run at the as-of time."""
    view.say_now("Clocks that run")
    counts = view.rows(queries.at_risk_counts)
    places = st.columns(len(queries.STATES))
    for place, state in zip(places, queries.STATES, strict=True):
        count = int(counts[counts["state"] == state]["clock_count"].sum())
        view.figure(
            place, f"{state.capitalize()} now", f"{count:,}", "kpi_sla_at_risk.risk_state"
        )
    view.table(
        "Clocks that run, soonest due first",
        view.rows(queries.at_risk),
        ["kpi_sla_at_risk.due_at", "kpi_sla_at_risk.remaining_business_minutes"],
        queries.BY_ALL_OF_CLOCKS,
        "No SLA clock is running.",
    )
