"""Tells a ticket's story: its events, the states it was in, and each SLA clock with its arithmetic.

All times are UTC. Business minutes are minutes of the calendar the clock's policy names.
"""

import argparse
import sys
from datetime import datetime
from pathlib import Path

import duckdb
from publishing.databases import connected
from publishing.problem import Problem
from publishing.summary import print_table

METRICS = {
    "first_response": "First response",
    "next_response": "Next response",
    "resolution": "Resolution",
    "requester_wait": "Requester's wait",
    "agent_work": "Agents' work",
    "periodic_update": "Periodic update",
    "pausable_update": "Pausable update",
}
NUMBERED = "next_response", "periodic_update", "pausable_update"
NOT_JUDGED = {
    "no_policy": "from then on no policy fits the ticket",
    "resolved_by_system": "the system resolved the ticket, which answers nobody",
}


def main() -> int:
    """Runs the command line; returns the exit code: 0 told, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ticket_id", help="the helpdesk's id, like T-000123")
    parser.add_argument("--source", help="which source, where several have a ticket of that id")
    parser.add_argument("--database", type=Path, help="default: tickets.duckdb, the current build")
    arguments = parser.parse_args()
    try:
        with connected(arguments.database) as connection:
            ticket = find_ticket(connection, arguments.ticket_id, arguments.source)
            print_ticket(ticket)
            print_events(connection, ticket["ticket_key"])
            print_intervals(connection, ticket["ticket_key"])
            print_clocks(connection, ticket["ticket_key"])
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, like head, has seen enough
        sys.stderr.close()
    return 0


def find_ticket(connection: duckdb.DuckDBPyConnection, ticket_id: str, source: str | None) -> dict:
    """The row of marts.fct_tickets; raises Problem if there is none, or more than one."""
    found = rows(
        connection,
        "select * from marts.fct_tickets where ticket_id = $1 "
        "and ($2::varchar is null or source_system = $2) order by source_system",
        [ticket_id, source],
    )
    if len(found) > 1:
        sources = ", ".join(ticket["source_system"] for ticket in found)
        raise Problem(f"Several sources have a ticket {ticket_id}: {sources}. Add --source NAME.")
    if found:
        return found[0]
    refused = rows(
        connection,
        "select source_file, source_row_number, array_to_string(reject_reasons, ', ') as reasons "
        "from marts.fct_rejected_rows where file_kind = 'tickets' and contains(raw_row, $1) "
        "order by source_file, source_row_number limit 1",
        [ticket_id],
    )
    hint = (
        f" Row {refused[0]['source_row_number']} of {refused[0]['source_file']} names it and was "
        f"rejected: {refused[0]['reasons']}."
        if refused
        else ""
    )
    raise Problem(f"There is no ticket {ticket_id} in this build.{hint}")


def print_ticket(ticket: dict) -> None:
    """Prints what the ticket is."""
    print(f"Ticket {ticket['ticket_id']} ({ticket['source_system']}): {ticket['subject'] or '-'}")
    print(
        f"  {ticket['priority']}, queue {ticket['queue']}, category {ticket['category']}, "
        f"agent {ticket['agent_id'] or 'nobody'}, tier {ticket['customer_tier'] or '-'}"
    )
    merged = ", merged into another ticket: its clocks are cancelled" if ticket["is_merged"] else ""
    print(f"  {ticket['status']} now, created {moment(ticket['created_at'])}{merged}")


def print_events(connection: duckdb.DuckDBPyConnection, ticket_key: int) -> None:
    """Prints the events in order."""
    print("\nEvents")
    print_table(
        ["time", "event", "by", "from", "to"],
        [
            (
                moment(event["occurred_at"]),
                event["event_type"] + (" (derived)" if event["is_derived"] else ""),
                " ".join(filter(None, [event["actor_type"], event["actor_id"]])),
                event["old_value"],
                event["new_value"],
            )
            for event in rows(
                connection,
                "select * from marts.fct_ticket_events where ticket_key = $1 order by event_number",
                [ticket_key],
            )
        ],
    )


def print_intervals(connection: duckdb.DuckDBPyConnection, ticket_key: int) -> None:
    """Prints the stretches in which nothing about the ticket changed."""
    print("\nStates (business minutes by the calendar of the queue it came in by)")
    print_table(
        ["from", "to", "status", "waits for", "priority", "queue", "agent", "minutes", "business"],
        [
            (
                moment(interval["valid_from"]),
                moment(interval["valid_to"]) + (" now" if interval["is_current"] else ""),
                interval["status"],
                interval["clock_owner"],
                interval["priority"],
                interval["queue"],
                interval["agent_id"],
                interval["calendar_minutes"],
                interval["business_minutes"],
            )
            for interval in rows(
                connection,
                "select * from marts.fct_ticket_intervals where ticket_key = $1 "
                "order by valid_from, valid_to",
                [ticket_key],
            )
        ],
    )


def print_clocks(connection: duckdb.DuckDBPyConnection, ticket_key: int) -> None:
    """Prints each SLA clock: the promise, the segments, the verdict."""
    clocks = rows(
        connection,
        "select clocks.*, policies.paused_statuses, calendars.calendar_name, calendars.time_zone, "
        "first_policies.target_business_minutes as first_target_business_minutes "
        "from marts.fct_sla_clocks as clocks "
        "join marts.dim_sla_policy as policies using (policy_id) "
        "left join marts.dim_sla_policy as first_policies "
        "on clocks.first_policy_id = first_policies.policy_id "
        "left join marts.dim_calendar as calendars on clocks.calendar_id = calendars.calendar_id "
        "where ticket_key = $1 order by started_at, clocks.metric, cycle_number",
        [ticket_key],
    )
    if not clocks:
        print("\nNo SLA policy covers this ticket.")
    for clock in clocks:
        number = f" {clock['cycle_number']}" if clock["metric"] in NUMBERED else ""
        print(f"\n{METRICS[clock['metric']]}{number}: {clock['outcome']}")
        statuses = (clock["paused_statuses"] or "").replace(";", ", ")
        pauses = f", paused in {statuses}" if statuses else ""
        calendar = (
            f"{clock['calendar_name']} ({clock['time_zone']})"
            if clock["calendar_id"]
            else "the calendar of the queue it is in"
        )
        print(
            f"  Policy {clock['policy_id']}, for a {clock['priority']} ticket in queue "
            f"{clock['queue']}: {clock['target_business_minutes']:,.1f} minutes of "
            f"{calendar}{pauses}"
        )
        for sentence in promise(clock):
            print(f"  {sentence}")
        segments = rows(
            connection,
            "select * from marts.fct_sla_clock_segments where sla_clock_key = $1 "
            "order by segment_number",
            [clock["sla_clock_key"]],
        )
        print_segments(segments)
        for sentence in verdict(clock):
            print(f"  {sentence}")


def print_segments(segments: list[dict]) -> None:
    """Prints where the minutes of a clock went, and what it had run after each segment."""
    print_table(
        ["from", "to", "status", "clock", "open", "closed", "counted", "elapsed"],
        [
            (
                moment(segment["valid_from"]),
                moment(segment["valid_to"]),
                segment["status"],
                segment["clock_state"],
                segment["business_minutes"],
                segment["outside_hours_minutes"],
                segment["counted_business_minutes"],
                segment["elapsed_business_minutes_before"] + segment["counted_business_minutes"],
            )
            for segment in segments
        ],
    )


def promise(clock: dict) -> list[str]:
    """Why a clock is judged by its policy, and whether that is another one than it started with."""
    sentences = [f"Chosen since it {clock['policy_reason']}."]
    if clock["stop_reason"] == "no_policy":
        sentences = [f"Of the policies {clock['policy_reason']}."]
    if clock["first_policy_id"] is None:
        sentences.append(
            "The promise changed: none fitted as the clock started; "
            f"{clock['policy_id']} does "
            f"from {moment(clock['bound_from'])} on, and judges all of it."
        )
    elif clock["first_policy_id"] != clock["policy_id"]:
        sentences.append(
            f"The promise changed: {clock['first_policy_id']} fitted as the clock started, "
            f"{clock['first_target_business_minutes']:,.1f} minutes; {clock['policy_id']} does "
            f"from {moment(clock['bound_from'])} on, and judges all of it."
        )
    elif clock["bound_from"] > clock["started_at"]:
        sentences.append(
            f"The promise changed and came back: {clock['policy_id']} fits again from "
            f"{moment(clock['bound_from'])} on."
        )
    return sentences


def verdict(clock: dict) -> list[str]:
    """What became of a clock, in sentences."""
    elapsed, target = clock["elapsed_business_minutes"], clock["target_business_minutes"]
    sentences = []
    if clock["stopped_at"]:
        sentences.append(f"Stopped {moment(clock['stopped_at'])}: {clock['stop_reason']}.")
    if not clock["is_sla_counted"]:
        why = NOT_JUDGED.get(clock["stop_reason"], "the ticket was merged")
        return [*sentences, f"Not judged: {why}."]
    if clock["breached_at"]:
        sentences.append(
            f"The target ran out {moment(clock['breached_at'])}: "
            f"{elapsed:,.1f} of {target:,.1f} minutes, {elapsed - target:,.1f} too many."
        )
    elif clock["stopped_at"]:
        sentences.append(f"Met: {elapsed:,.1f} of {target:,.1f} minutes.")
    elif clock["is_paused"]:
        sentences.append(
            f"Paused with {clock['remaining_business_minutes']:,.1f} of {target:,.1f} minutes "
            "left; no due time until it goes on."
        )
    elif clock["due_opening_at"]:
        sentences.append(
            f"Due {moment(clock['due_opening_at'])}, the next opening: its last minute ends at "
            f"closing time, {moment(clock['due_at'])}. "
            f"{clock['remaining_business_minutes']:,.1f} of {target:,.1f} minutes left."
        )
    else:
        sentences.append(
            f"Due {moment(clock['due_at'])}: "
            f"{clock['remaining_business_minutes']:,.1f} of {target:,.1f} minutes left."
        )
    return sentences


def rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: list) -> list[dict]:
    """The rows of a query as dictionaries by column name."""
    result = connection.execute(query, parameters)
    names = [column[0] for column in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def moment(time: datetime) -> str:
    """A UTC time with its weekday, like Mon 2026-01-05 09:00:00."""
    return f"{time:%a %Y-%m-%d %H:%M:%S}"


if __name__ == "__main__":
    sys.exit(main())
