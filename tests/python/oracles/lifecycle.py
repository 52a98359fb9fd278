"""The life of one ticket, event by event (rules L), up to as_of."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from oracles import seeds
from oracles.project import ROOT
from oracles.reading import Export


class State(NamedTuple):
    """What a ticket is at a time; what an interval holds fast."""

    status: str
    priority: str
    queue: str
    agent: str | None


class Step(NamedTuple):
    """A state, the instant it came about and the event that made it; several steps share one."""

    at: datetime
    state: State
    event: dict | None


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
    opened_by_agent_at: datetime | None
    is_end_known: bool


def lives(export: Export, as_of: datetime, is_open: dict[str, bool] | None = None):
    """The lives of the tickets created by as_of, by id."""
    if is_open is None:
        is_open = {status: told[0] for status, told in seeds.statuses(ROOT).items()}
    logged = {event["event_type"] for events in export.events.values() for event in events}
    return {
        ticket_id: live(ticket, export.events.get(ticket_id, []), logged, as_of, is_open)
        for ticket_id, ticket in export.tickets.items()
        if ticket["created_at"] <= as_of
    }


def live(ticket: dict, events: list[dict], logged: set[str], as_of: datetime, is_open) -> Life:
    """One life. logged: the types of event that the source logs at all."""
    events = sorted(
        events, key=lambda event: (event["occurred_at"], event["event_type"] != "created")
    )
    types = {event["event_type"] for event in events}
    told = "status_changed" in types or ticket["resolved_at"] or ticket["closed_at"]
    is_end_known = bool(told) or is_open[ticket["status"]]
    derived = derive(ticket, types, logged, is_end_known)
    start = first_state(ticket, events, logged, is_end_known)
    seen = [event for event in events if event["occurred_at"] <= as_of]
    ordered = sorted(
        [*derived, *with_unlogged(seen, is_open)],
        key=lambda event: (event["occurred_at"], event["event_type"] != "created"),
    )
    seen = [event for event in ordered if event["occurred_at"] <= as_of]
    steps = [Step(ticket["created_at"], start, None)]
    for event in seen:
        changed = change(steps[-1].state, event)
        if changed:
            steps.append(Step(event["occurred_at"], changed, event))
    return Life(
        ticket,
        seen,
        steps,
        intervals(steps, as_of),
        "status_changed" in types,
        opening(ticket, events),
        is_end_known,
    )


def opening(ticket: dict, events: list[dict]) -> datetime | None:
    """When an agent opened the ticket for somebody else; None if none did (L2)."""
    created = [event for event in events if event["event_type"] == "created"]
    if created:
        by = created[0]
        at = by["occurred_at"]
    else:
        at = ticket["created_at"]
        first = [event for event in events if event["occurred_at"] == at]
        by = next((event for event in first if is_by_agent(event)), None)
        if not by or any(event["event_type"] == "customer_replied" for event in first):
            return None
    is_own = by["actor_id"] is not None and by["actor_id"] == ticket.get("requester_id")
    return at if by["actor_type"] == "agent" and not is_own else None


def is_by_agent(event: dict) -> bool:
    return (event["event_type"], event["actor_type"]) == ("agent_replied", "agent")


def with_unlogged(events: list[dict], is_open: dict[str, bool]) -> list[dict]:
    """The events, with the changes of status that nobody logged but a later one shows (L4)."""
    told: list[dict] = []
    carried, since = None, 0
    for event in events:
        if event["event_type"] == "status_changed":
            old = event["old_value"]
            if carried and old not in (None, "unknown", carried):
                missed = event | {
                    "event_type": "status_changed",
                    "actor_type": "unknown",
                    "actor_id": None,
                    "old_value": carried,
                    "new_value": old,
                }
                messages = [
                    at
                    for at in range(since, len(told))
                    if told[at]["event_type"] == "customer_replied"
                ]
                place = len(told)
                if messages and is_open[old]:
                    place = messages[-1] + 1
                    message = told[messages[-1]]
                    missed |= {
                        "occurred_at": message["occurred_at"],
                        "actor_type": "customer",
                        "actor_id": message["actor_id"],
                    }
                told.insert(place, missed)
            carried = event["new_value"]
            told.append(event)
            since = len(told)
        else:
            told.append(event)
    return told


def derive(ticket: dict, own: set[str], logged: set[str], is_end_known: bool) -> list[dict]:
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
        if resolved and closed:
            add(max(resolved, closed), "status_changed", "system", None, "closed")
        else:
            add(closed, "status_changed", "agent", agent, "closed")
        told = "closed" if closed else "resolved" if resolved else unchanged(ticket, logged)
        if ticket["status"] != told and is_end_known:
            last = max(at for at in (ticket["updated_at"], resolved, closed) if at)
            add(last, "status_changed", "agent", agent, ticket["status"])
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


def first_state(ticket: dict, events: list[dict], logged: set[str], is_end_known: bool) -> State:
    """The state at creation: what the first change of each kind changed from, else what is now."""
    first = {}
    for event in events:
        first.setdefault(event["event_type"], event["old_value"])
    status = unchanged(ticket, logged) if is_end_known else ticket["status"]
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


def moves(life: Life, is_open: dict[str, bool], is_in_scope: dict[str, bool]):
    """Pairs of a step and the state before it (None at creation), with what moved."""
    before = None
    for step in life.steps:
        was = before is not None and is_open[before.status]
        now = is_open[step.state.status]
        kinds = set()
        if before is None:
            kinds.add("created")
        if (was or before is None) and not now:
            kinds.add("left")
            if is_in_scope[step.state.status] and life.is_end_known:
                kinds.add("resolved")
        if before is not None and not was and now:
            kinds.add("came_back")
            if is_in_scope[before.status]:
                kinds.add("reopened")
        if (
            was
            and now
            and (before.queue, before.priority) != (step.state.queue, step.state.priority)
        ):
            kinds.add("transferred")
        yield step, before, kinds
        before = step.state


def first_response(life: Life, is_open: dict[str, bool]) -> tuple[datetime | None, dict | None]:
    """Since when the customer waits for a first response, and the event that is it (L2, S2)."""
    ticket, created = life.ticket, life.ticket["created_at"]
    waiting = None if life.opened_by_agent_at else created
    is_done_by_bot, answered = False, False
    for event in life.events:
        if is_answer(life, event):
            is_late = event["occurred_at"] > created
            if answered or (waiting and not is_done_by_bot and is_late):
                return waiting, event
        elif is_question(ticket, event):
            waiting = waiting or event["occurred_at"]
        elif event["event_type"] == "status_changed" and not answered:
            if is_open[event["new_value"]]:
                if is_done_by_bot and waiting:
                    waiting = event["occurred_at"]
                is_done_by_bot = False
            elif event["actor_type"] == "system":
                is_done_by_bot = True
            elif waiting and not is_done_by_bot:
                answered = True
    return waiting, None


def is_answer(life: Life, event: dict) -> bool:
    """Whether it is an agent's reply: no opening text, not by the requester."""
    requester, opened = life.ticket.get("requester_id"), life.opened_by_agent_at
    is_own = requester is not None and event["actor_id"] == requester
    return is_by_agent(event) and not is_own and not (opened and event["occurred_at"] <= opened)


def is_question(ticket: dict, event: dict) -> bool:
    is_own = event["actor_id"] is not None and event["actor_id"] == ticket.get("requester_id")
    return event["event_type"] == "customer_replied" or (
        event["event_type"] == "agent_replied" and is_own
    )


def credit(step: Step) -> str | None:
    """The agent whose doing a step is (L9)."""
    actor = step.event["actor_type"] if step.event else "unknown"
    if actor == "agent" and step.event["actor_id"]:
        return step.event["actor_id"]
    return step.state.agent if actor in ("agent", "unknown") else None


def facts(life: Life, is_open: dict[str, bool], is_in_scope: dict[str, bool], logged) -> dict:
    """What fct_tickets says of a ticket, apart from durations. logged: types of event."""
    ticket, now = life.ticket, life.steps[-1].state
    moved = list(moves(life, is_open, is_in_scope))
    resolutions = [step for step, _, kinds in moved if "resolved" in kinds]
    reopened = sum("reopened" in kinds for _, _, kinds in moved)
    replies = sum(is_answer(life, event) for event in life.events)
    customer_replies = sum(is_question(ticket, event) for event in life.events)
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
    if reopen_count is None and "status_changed" in logged and life.is_end_known:
        reopen_count = 0
    last = resolutions[-1] if resolutions and not is_open[now.status] else None
    by_system = bool(last and last.event and last.event["actor_type"] == "system")
    logs_replies = bool(logged & {"agent_replied", "customer_replied"})
    one_touch = None
    if last and (by_system or (logs_replies and replies > 1) or (reopen_count or 0) > 0):
        one_touch = False
    elif last and logs_replies and reopen_count is not None:
        one_touch = True
    response = first_response(life, is_open)[1]
    return {
        "status": now.status,
        "is_open": is_open[now.status],
        "is_in_scope": is_in_scope[now.status],
        "is_end_known": life.is_end_known,
        "is_merged": any(event["event_type"] == "merged" for event in life.events),
        "priority": now.priority,
        "queue": now.queue,
        "agent_id": now.agent,
        "first_responded_at": response and response["occurred_at"],
        "first_responded_by_agent_id": response and response["actor_id"],
        "first_resolved_at": resolutions[0].at if resolutions else None,
        "resolved_at": last and last.at,
        "resolved_by_agent_id": last and credit(last),
        "is_resolved_by_system": by_system if last else None,
        "closed_at": closings[-1] if closings and now.status == "closed" else None,
        "reopen_count": reopen_count,
        "handoff_count": max(len(agents) - 1, 0),
        "ping_pong_count": sum(agent in agents[:at] for at, agent in enumerate(agents)),
        "queue_transfer_count": sum(
            before is not None and before.queue != step.state.queue for step, before, _ in moved
        ),
        "agent_reply_count": replies if logs_replies else None,
        "customer_reply_count": customer_replies if logs_replies else None,
        "is_one_touch": one_touch,
        "csat_score": next((int(one) for one in reversed(ratings) if one is not None), None),
    }


def state_at_end(life: Life, end: datetime) -> State | None:
    """The state just before an instant; None if there is no ticket yet."""
    state = None
    for step in life.steps:
        if step.at >= end:
            break
        state = step.state
    return state
