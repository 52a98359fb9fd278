"""One ticket's story: what happened, who had it, and how its SLA clocks ran."""

import charts
import pandas as pd
import queries
import streamlit as st
from show import View
from wording import hours, minutes

TITLE = "Ticket"
ICON = ":material/confirmation_number:"


def show(view: View) -> None:
    """Draws the page."""
    ticket_id = st.text_input(
        "Ticket id",
        key="ticket",
        bind="query-params",
        placeholder="Type an id, or follow one from another page",
    ).strip()
    if not ticket_id:
        view.table(
            "Due next",
            view.rows(queries.at_risk, 10, ["due soon", "in time"]),
            ["kpi_sla_at_risk.due_at"],
            queries.BY_ALL,
            "No SLA clock is running. Type the id of a ticket above.",
        )
        return
    found = queries.tickets_with_id(view.read, ticket_id)
    if found.empty:
        st.info(f"No ticket has the id “{ticket_id}”. Ids are spelled as in the export.")
        return
    if len(found) > 1:
        source = st.selectbox("Source", found["source_system"])
        found = found[found["source_system"] == source]
    story(view, found.iloc[0])


def story(view: View, ticket: pd.Series) -> None:
    """Everything known about one ticket. The dates and filters do not matter here."""
    key = int(ticket["ticket_key"])
    st.markdown(f"#### {escaped(ticket['subject']) or 'No subject'}")
    words = [ticket["status"], ticket["priority"], ticket["queue"], ticket["channel"]]
    words += [ticket["agent_id"], ticket["organization_id"]]
    st.caption(" · ".join(filter(None, map(escaped, words))))
    st.caption("All of its life: dates and filters do not apply.")
    places = st.columns(4)
    for place, (label, column) in zip(
        places,
        {
            "First response": "first_response_business_minutes",
            "Full resolution": "full_resolution_business_minutes",
            "With agents": "agent_work_business_minutes",
            "Waiting for customer": "agent_wait_business_minutes",
        }.items(),
        strict=True,
    ):
        view.figure(place, label, hours(ticket[column] / 60), f"fct_tickets.{column}")
    st.caption("In business hours of the ticket's calendar.")
    intervals = queries.intervals(view.read, key)
    events = queries.events(view.read, key)
    view.chart(
        "Timeline",
        intervals,
        lambda: charts.timeline(intervals, events),
        ["fct_ticket_intervals.valid_from", "fct_ticket_intervals.clock_owner"],
    )
    if intervals["valid_to"].max() > events["occurred_at"].max():
        st.caption(
            "The last stretch goes on to the as-of time; the chart ends soon after the events."
        )
    clocks = queries.clocks(view.read, key)
    st.markdown("#### SLA clocks", help=view.hover("fct_sla_clocks.metric"))
    if clocks.empty:
        st.info("No SLA policy covers this ticket.", icon=":material/info:")
    segments = queries.segments(view.read, clocks["sla_clock_key"].tolist())
    for clock in clocks.to_dict("records"):
        is_of_clock = segments["sla_clock_key"] == clock["sla_clock_key"]
        show_clock(view, clock, segments[is_of_clock].drop(columns="sla_clock_key"))
    view.table("Stretches", intervals, ["fct_ticket_intervals.valid_from"])
    view.table("Events", events, ["fct_ticket_events.event_type"])


def show_clock(view: View, clock: dict, segments: pd.DataFrame) -> None:
    """One clock: its promise, its arithmetic and where its minutes went."""
    cycle = f" {clock['cycle_number']}" if clock["metric"] == "next_response" else ""
    title = f"{charts.words(clock['metric']).capitalize()}{cycle}: {clock['outcome']}"
    with st.expander(title, expanded=clock["is_sla_decided"] and not clock["is_sla_met"]):
        st.markdown(arithmetic(clock))
        view.table(
            f"Minutes of {charts.words(clock['metric'])}{cycle}",
            segments,
            ["fct_sla_clock_segments.clock_state", "fct_sla_clock_segments.business_minutes"],
        )


def arithmetic(clock: dict) -> str:
    """A clock in sentences, from its own row."""
    target, elapsed = clock["target_business_minutes"], clock["elapsed_business_minutes"]
    paused = clock["paused_statuses"]
    statuses = paused.replace(";", ", ") if isinstance(paused, str) else ""
    lines = [
        f"Policy `{clock['policy_id']}` promises {minutes(target)} of calendar "
        f"`{clock['calendar_id']}`, from {clock['started_at']:%Y-%m-%d %H:%M} UTC.",
        f"It ran {minutes(elapsed)}; {minutes(clock['paused_business_minutes'])} were paused"
        f"{f' in {statuses}' if statuses else ''}.",
    ]
    if not pd.isna(clock["remaining_business_minutes"]):
        lines.append(
            f"{minutes(target)} − {minutes(elapsed)} = "
            f"**{minutes(clock['remaining_business_minutes'])}** left."
        )
    if not pd.isna(clock["due_at"]):
        lines.append(f"Due {clock['due_at']:%Y-%m-%d %H:%M} UTC.")
    if not pd.isna(clock["breached_at"]):
        lines.append(f"The target ran out at {clock['breached_at']:%Y-%m-%d %H:%M:%S} UTC.")
    if not pd.isna(clock["stopped_at"]):
        lines.append(f"Stopped {clock['stopped_at']:%Y-%m-%d %H:%M} UTC: {clock['stop_reason']}.")
    return "\n".join(f"- {line}" for line in lines)


def escaped(text: str | None) -> str:
    """Text from outside, so that markdown shows it as it is."""
    if text is None or pd.isna(text):
        return ""
    return "".join(f"\\{c}" if c in r"\`*_{}[]()<>#+-.!|~$:" else c for c in str(text))
