"""The life of one ticket, event by event (rules L), up to as_of."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from oracles.reading import Export


class State(NamedTuple):
    """What a ticket is at a time; what an interval holds fast."""

    status: str
    priority: str
    queue: str
    agent: str | None


class Step(NamedTuple):
    """A state and the instant it came about; several steps can share one."""

    at: datetime
    state: State


class Interval(NamedTuple):
    """A stretch of one state, half-open."""

    valid_from: datetime
    valid_to: datetime
    state: State
    is_current: bool


@dataclass
class Life:
    """A ticket with its events and every state it went through."""

    ticket: dict
    events: list[dict]
    steps: list[Step]
    intervals: list[Interval]
    logs_statuses: bool


def lives(export: Export, as_of: datetime) -> dict[str, Life]:
    """The lives of the tickets created by as_of."""
    logged = {event["event_type"] for events in export.events.values() for event in events}
    return {
        ticket_id: live(ticket, export.events.get(ticket_id, []), logged, as_of)
        for ticket_id, ticket in export.tickets.items()
        if ticket["created_at"] <= as_of
    }


def live(ticket: dict, events: list[dict], logged: set[str], as_of: datetime) -> Life:
    """One life. logged: the types of event that the source logs at all."""
    events = sorted(
        events, key=lambda event: (event["occurred_at"], event["event_type"] != "created")
    )
    derived = derive(ticket, {event["event_type"] for event in events}, logged)
    start = first_state(ticket, events, logged)
    ordered = sorted(
        [*derived, *events],
        key=lambda event: (event["occurred_at"], event["event_type"] != "created"),
    )
    seen = [event for event in ordered if event["occurred_at"] <= as_of]
    steps = [Step(ticket["created_at"], start)]
    for event in seen:
        changed = change(steps[-1].state, event)
        if changed:
            steps.append(Step(event["occurred_at"], changed))
    logs_statuses = any(event["event_type"] == "status_changed" for event in events)
    return Life(ticket, seen, steps, intervals(steps, as_of), logs_statuses)


def derive(ticket: dict, own: set[str], logged: set[str]) -> list[dict]:
    """Events out of the ticket's own times, where no log tells of them (R5)."""
    agent, requester = ticket.get("agent_id"), ticket.get("requester_id")
    resolved, closed = ticket["resolved_at"], ticket["closed_at"]
    derived = []

    def add(occurred_at, event_type, actor_type, actor_id, new_value=None):
        if occurred_at:
            derived.append(
                {
                    "occurred_at": occurred_at,
                    "event_type": event_type,
                    "actor_type": actor_type,
                    "actor_id": actor_id,
                    "old_value": None,
                    "new_value": new_value,
                }
            )

    if "created" not in own:
        add(ticket["created_at"], "created", "customer", requester)
    if not logged & {"agent_replied", "customer_replied"}:
        add(ticket["first_responded_at"], "agent_replied", "agent", agent)
    if "status_changed" not in own:
        add(resolved, "status_changed", "agent", agent, "resolved")
        add(closed, "status_changed", "system", None, "closed")
        told = "closed" if closed else "resolved" if resolved else unchanged(ticket, logged)
        if ticket["status"] != told:
            add(ticket["updated_at"], "status_changed", "agent", agent, ticket["status"])
    if "rated" not in logged and ticket["csat_score"]:
        rated_at = closed or resolved or ticket["updated_at"]
        add(rated_at, "rated", "customer", requester, str(ticket["csat_score"]))
    if "merged" not in logged and ticket["is_merged"]:
        add(ticket["updated_at"], "merged", "agent", agent)
    return derived


def unchanged(ticket: dict, logged: set[str]) -> str:
    """The status at creation of a ticket whose changes, if any, nobody logged."""
    if ticket["status"] == "new":
        return "new"
    is_timed = ticket["resolved_at"] or ticket["closed_at"]
    return ticket["status"] if "status_changed" in logged and not is_timed else "open"


def first_state(ticket: dict, events: list[dict], logged: set[str]) -> State:
    """The state at creation: what the first change of each kind changed from, else what is now."""
    first = {}
    for event in events:
        first.setdefault(event["event_type"], event["old_value"])
    status = unchanged(ticket, logged)
    if "status_changed" in first:
        status = first["status_changed"] or "new"
    return State(
        status,
        first.get("priority_changed", ticket["priority"]) or "unknown",
        first.get("queue_changed", ticket["queue"]) or "unassigned",
        first.get("agent_changed", ticket.get("agent_id")),
    )


def change(state: State, event: dict) -> State | None:
    """The state after an event; None if its type changes none."""
    new = event["new_value"]
    match event["event_type"]:
        case "status_changed":
            return state._replace(status=new)
        case "priority_changed":
            return state._replace(priority=new)
        case "queue_changed":
            return state._replace(queue=new or "unassigned")
        case "agent_changed":
            return state._replace(agent=new)
    return None


def intervals(steps: list[Step], as_of: datetime) -> list[Interval]:
    """Stretches of an unchanged state that tile the life; of one instant the last state lasts."""
    lasting: list[Step] = []
    for step in steps:
        if lasting and lasting[-1].at == step.at:
            lasting.pop()
        lasting.append(step)
    starts: list[Step] = []
    for step in lasting:
        if not starts or starts[-1].state != step.state:
            starts.append(step)
    ends = [step.at for step in starts[1:]] + [as_of]
    return [
        Interval(step.at, end, step.state, step is starts[-1])
        for step, end in zip(starts, ends, strict=True)
    ]


def moves(life: Life, is_open: dict[str, bool]):
    """Pairs of a step and the state before it (None at creation), with what moved."""
    before = None
    for step in life.steps:
        was = before is not None and is_open[before.status]
        now = is_open[step.state.status]
        kinds = set()
        if before is None:
            kinds.add("created")
        if (was or before is None) and not now:
            kinds.add("resolved")
        if before is not None and not was and now:
            kinds.add("reopened")
        if (
            was
            and now
            and (before.queue, before.priority) != (step.state.queue, step.state.priority)
        ):
            kinds.add("transferred")
        yield step, before, kinds
        before = step.state


def facts(life: Life, is_open: dict[str, bool], source_logs_replies: bool) -> dict:
    """What fct_tickets says of a ticket, apart from durations."""
    ticket, created, now = life.ticket, life.ticket["created_at"], life.steps[-1].state
    moved = list(moves(life, is_open))
    resolved = [step.at for step, _, kinds in moved if "resolved" in kinds]
    reopened = sum("reopened" in kinds for _, _, kinds in moved)
    replies = [
        event["occurred_at"]
        for event in life.events
        if (event["event_type"], event["actor_type"]) == ("agent_replied", "agent")
    ]
    customer_replies = sum(event["event_type"] == "customer_replied" for event in life.events)
    closings = [
        event["occurred_at"]
        for event in life.events
        if (event["event_type"], event["new_value"]) == ("status_changed", "closed")
    ]
    ratings = [event["new_value"] for event in life.events if event["event_type"] == "rated"]
    agents: list[str] = []
    for step in life.steps:
        if step.state.agent and agents[-1:] != [step.state.agent]:
            agents.append(step.state.agent)
    reopen_count = reopened if life.logs_statuses else ticket["reopen_count"]
    resolved_at = resolved[-1] if resolved and not is_open[now.status] else None
    reply_count = len(replies) if source_logs_replies else None
    one_touch = reply_count is not None and reply_count <= 1 and reopen_count == 0
    if reply_count is None and reopen_count == 0:
        one_touch = None
    return {
        "status": now.status,
        "is_open": is_open[now.status],
        "is_merged": any(event["event_type"] == "merged" for event in life.events),
        "priority": now.priority,
        "queue": now.queue,
        "agent_id": now.agent,
        "first_responded_at": min((at for at in replies if at > created), default=None),
        "first_resolved_at": resolved[0] if resolved else None,
        "resolved_at": resolved_at,
        "closed_at": closings[-1] if closings and now.status == "closed" else None,
        "reopen_count": reopen_count,
        "handoff_count": max(len(agents) - 1, 0),
        "ping_pong_count": sum(agent in agents[:at] for at, agent in enumerate(agents)),
        "queue_transfer_count": sum(
            before is not None and before.queue != step.state.queue for step, before, _ in moved
        ),
        "agent_reply_count": reply_count,
        "customer_reply_count": customer_replies if source_logs_replies else None,
        "is_one_touch": one_touch if resolved_at else None,
        "csat_score": int(ratings[-1]) if ratings else None,
    }


def state_at_end(life: Life, end: datetime) -> State | None:
    """The state just before an instant; None if there is no ticket yet."""
    state = None
    for step in life.steps:
        if step.at >= end:
            break
        state = step.state
    return state
