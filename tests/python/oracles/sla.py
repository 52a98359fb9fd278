"""The SLA clocks of one ticket, run forward from its events (rules S)."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from oracles import seeds
from oracles.lifecycle import Life, State, change
from oracles.opening_hours import MINUTE, OpeningHours, WallClock

NONE, SECOND = timedelta(), timedelta(seconds=1)
LIFETIME = ["resolution", "requester_wait", "agent_work"]
# whom a ticket waits for while the clocks of a metric stand still (L5)
PAUSED = {
    "agent_work": ("customer", "third_party"),
    "requester_wait": ("customer",),
    "pausable_update": ("customer",),
}


class Run(NamedTuple):
    """A piece of time in which a calendar is open, or closed, throughout."""

    start: datetime
    end: datetime
    is_open: bool


# The runs of a calendar between two instants, one after the other.
Runs = Callable[[datetime, datetime], Iterator[Run]]


@dataclass(frozen=True)
class Policy:
    """A row of sla_policies; None fits all."""

    policy_id: str
    precedence: int
    metric: str
    scope: dict
    target: timedelta
    calendar_id: str | None
    paused: frozenset[str]
    binds: str
    valid_from: date
    valid_to: date

    def fits(self, metric: str, occasion: dict, day: date) -> bool:
        return (
            metric == self.metric
            and all(wanted in (None, occasion[name]) for name, wanted in self.scope.items())
            and self.valid_from <= day < self.valid_to
        )


@dataclass
class Cycle:
    """What a clock measures: from a start to what stops it; None while it runs."""

    metric: str
    number: int
    started_at: datetime
    stopped_at: datetime | None = None
    stop_reason: str | None = None

    def stop(self, at: datetime, reason: str) -> None:
        self.stopped_at, self.stop_reason = at, reason


class Stretch(NamedTuple):
    """A piece of a clock in which the ticket does not change."""

    start: datetime
    end: datetime
    clock_state: str
    calendar_id: str
    elapsed_before: timedelta
    open_time: timedelta


@dataclass
class Reading:
    """What a clock shows in the end."""

    stretches: list[Stretch]
    elapsed: timedelta
    paused: timedelta
    ran_out_at: datetime | None
    due_at: datetime | None


def read_policies(project: Path) -> list[Policy]:
    return [
        Policy(
            row["policy_id"],
            int(row["precedence"]),
            row["metric"],
            {name: row[name] for name in ("source_system", "queue", "priority", "customer_tier")},
            timedelta(minutes=int(row["target_minutes"])),
            row["calendar_id"],
            frozenset((row["paused_statuses"] or "").replace(" ", "").split(";")),
            row.get("binds") or "current",
            date.fromisoformat(row["valid_from"] or "0001-01-01"),
            date.fromisoformat(row["valid_to"] or "9999-12-31"),
        )
        for row in seeds.rows(project, "sla_policies")
    ]


class Promise(NamedTuple):
    """What a clock is judged by; cancelled_at is when no policy fitted any more."""

    policy: Policy
    first_policy: Policy | None
    bound_from: datetime
    state: State
    cancelled_at: datetime | None


def promise(
    policies: list[Policy], cycle: Cycle, life: Life, source: str, zone: ZoneInfo, as_of: datetime
) -> Promise | None:
    """Looks at a clock at its start and at every change up to its stop, that one included (S1)."""
    day = cycle.started_at.replace(tzinfo=UTC).astimezone(zone).date()
    until = cycle.stopped_at or as_of
    turns = sorted({step.at for step in life.steps if cycle.started_at < step.at <= until})
    start = state_at(life, cycle.started_at)

    def fitting(state: State) -> Policy | None:
        found = []
        for policy in policies:
            judged = start if policy.binds == "start" else state
            occasion = {
                "source_system": source,
                "queue": judged.queue,
                "priority": judged.priority,
                "customer_tier": life.ticket.get("customer_tier"),
            }
            if policy.fits(cycle.metric, occasion, day):
                found.append(policy)
        return min(found, key=lambda one: (one.precedence, one.binds != "start"), default=None)

    # each policy with the instant from which it was the one, and the last state in its time
    spells: list[list] = []
    for at in [cycle.started_at, *turns]:
        state = state_at(life, at)
        policy = fitting(state)
        if not spells or spells[-1][0] is not policy:
            spells.append([policy, at, state])
        spells[-1][2] = state
    bound = [spell for spell in spells if spell[0]]
    if not bound:
        return None
    policy, bound_from, state = bound[-1]
    cancelled_at = None if spells[-1][0] else spells[-1][1]
    return Promise(
        policy, spells[0][0], bound_from, start if policy.binds == "start" else state, cancelled_at
    )


def state_at(life: Life, instant: datetime) -> State:
    """The state that lasts from an instant on."""
    return [step.state for step in life.steps if step.at <= instant][-1]


def is_opened_by_agent(life: Life) -> bool:
    """Whether a ticket begins with an agent's text, and its customer writes later (L2)."""
    created = life.ticket["created_at"]
    said = {
        kind: next(
            (
                one
                for one in life.events
                if (one["event_type"], one["actor_type"]) == (kind, kind.split("_")[0])
            ),
            None,
        )
        for kind in ("agent_replied", "customer_replied")
    }
    text, question = said["agent_replied"], said["customer_replied"]
    return (
        text is not None
        and text["occurred_at"] == created
        and text["actor_id"] != life.ticket.get("requester_id")
        and (question is None or question["occurred_at"] > created)
    )


def cycles(life: Life, is_open: dict[str, bool]) -> list[Cycle]:
    """The clocks' starts and stops, event by event (S2); a merge ends what still runs (S4).

    The system answers nobody: what it resolves waits on from the reopening, or is over.
    """
    created, state = life.ticket["created_at"], life.steps[0].state
    is_opened = is_opened_by_agent(life)
    first = None if is_opened else Cycle("first_response", 1, created)
    if first and not is_open[state.status]:
        first.stop(created, "resolved")
    resolutions: list[datetime] = [] if is_open[state.status] else [created]
    merges: list[datetime] = []
    waits: list[Cycle] = []
    updates: list[Cycle] = []
    is_answered = bool(resolutions) and not is_opened
    is_asked = is_waiting = is_left = is_done_by_bot = is_left_asked = False
    for event in life.events:
        at, kind = event["occurred_at"], event["event_type"]
        before, state = state, change(state, event) or state
        is_reply = kind == "agent_replied" and event["actor_type"] == "agent" and at > created
        is_resolved = is_open[before.status] and not is_open[state.status]
        is_by_system = is_resolved and event["actor_type"] == "system" and life.logs_statuses
        reason = "responded" if is_reply else "resolved_by_system" if is_by_system else "resolved"
        if is_resolved:
            resolutions.append(at)
        if kind == "merged":
            merges.append(at)
        is_done_by_bot = is_by_system or (is_done_by_bot and not is_open[state.status])
        if kind == "customer_replied" and first is None and not is_done_by_bot:
            first = Cycle("first_response", 1, at)
        if is_left_asked and first is None and is_open[state.status]:
            first = Cycle("first_response", 1, at)
        is_left_asked = is_left_asked or (kind == "customer_replied" and is_done_by_bot)
        if first and first.stop_reason == "resolved_by_system" and is_open[state.status]:
            first = Cycle("first_response", 1, at)
        if is_reply or is_resolved:
            if first and first.stopped_at is None:
                first.stop(at, reason)
            elif first and is_reply and (first.stopped_at, first.stop_reason) == (at, "resolved"):
                first.stop_reason = "responded"
            if updates and updates[-1].stopped_at is None:
                updates[-1].stop(at, reason)
                if updates[-1].started_at == at:
                    updates.pop()
            if is_waiting:
                waits[-1].stop(at, reason)
            is_waiting, is_left = False, is_by_system and (is_waiting or is_left)
            if not is_by_system and first:
                is_answered, is_asked = True, False
        if is_reply and is_open[state.status]:
            updates.append(Cycle("periodic_update", len(updates) + 1, at))
        if kind == "customer_replied":
            is_asked = True
        if is_answered and is_asked and is_open[state.status] and not is_waiting:
            number = len(waits) + (not is_left)
            waits = [*waits[: number - 1], Cycle("next_response", number, at)]
            is_waiting, is_left = True, False
    lifetime = [Cycle(metric, 1, created) for metric in LIFETIME]
    for cycle in lifetime:
        if not is_open[state.status]:
            cycle.stop(resolutions[-1], "resolved")
    pausable = [replace(cycle, metric="pausable_update") for cycle in updates]
    waits = [cycle for cycle in waits if first and cycle.started_at > first.started_at]
    found = [*([first] if first else []), *waits, *updates, *pausable, *lifetime]
    for cycle in found:
        if merges and (cycle.stopped_at is None or cycle.stopped_at > merges[0]):
            cycle.stop(max(merges[0], cycle.started_at), "merged")
    return found


def stretches(
    cycle: Cycle, life: Life, statuses: dict, policy: Policy, as_of: datetime
) -> Iterator[tuple[datetime, datetime, str, str]]:
    """A clock's pieces between changes of its ticket: what the clock does, and the queue (S3)."""
    begin, until = cycle.started_at, cycle.stopped_at or as_of
    queues = [step.state.queue for step in life.steps if step.state.queue != "unassigned"]
    for one in life.intervals:
        start, end = max(one.valid_from, begin), min(one.valid_to, until)
        # a clock that stops as it starts has one piece all the same
        is_moment = begin == until and one.valid_from <= begin
        if start < end or (is_moment and (begin < one.valid_to or one.is_current)):
            is_open, owner = statuses[one.state.status]
            is_paused = one.state.status in policy.paused or owner in PAUSED.get(cycle.metric, ())
            going = "paused" if is_paused else "running"
            # before it has a queue it is in the calendar of the first one it gets (C1)
            is_before = one.state.queue == "unassigned" and not any(
                step.state.queue != "unassigned" and step.at <= one.valid_from
                for step in life.steps
            )
            queue = queues[0] if is_before and queues else one.state.queue
            yield start, end, going if is_open else "stopped", queue


def read(
    pieces: Iterator[tuple[datetime, datetime, str, str]],
    target: timedelta,
    calendars: dict[str, tuple[Runs, datetime]],
) -> Reading:
    """Lets a clock run through its pieces, each with its own calendar: runs and how far it goes.

    The target runs out at the first instant at which nothing of it is left and the clock runs; one
    that is used up as a pause begins, or time in a calendar ends, runs out when the clock goes on.
    Until then a clock is due when it would run out if its last piece went on; a paused one is not
    due.
    """
    done: list[Stretch] = []
    elapsed = paused = NONE
    used_up_at = ran_out_at = None
    for start, end, clock_state, calendar_id in pieces:
        runs, horizon = calendars[calendar_id]
        before, open_time = elapsed, NONE
        last = done[-1] if done else None
        if last and (last.clock_state != "running" or last.calendar_id != calendar_id):
            used_up_at = None
        for run in runs(start, end):
            length = run.end - run.start if run.is_open else NONE
            open_time += length
            if clock_state == "running":
                if used_up_at is None and elapsed + length >= target:
                    used_up_at = run.start + max(target - elapsed, NONE)
                elapsed += length
        if clock_state == "running" and before <= target < elapsed:
            ran_out_at = used_up_at
        if clock_state == "paused":
            paused += open_time
        done.append(Stretch(start, end, clock_state, calendar_id, before, open_time))
    due_at, last = ran_out_at, done[-1]
    if due_at is None and last.clock_state == "running":
        due_at = used_up_at
    if due_at is None and last.clock_state != "paused":
        due_at = instant_after(last.start, target - last.elapsed_before, runs, horizon)
    return Reading(done, elapsed, paused, ran_out_at, due_at)


def instant_after(start: datetime, span: timedelta, runs: Runs, horizon: datetime) -> datetime:
    """The first instant at which so much open time has passed since a start."""
    if span <= NONE:
        return start
    for run in runs(start, horizon):
        if run.is_open:
            if run.end - run.start >= span:
                return run.start + span
            span -= run.end - run.start
    raise ValueError(f"no instant {span} after {start} before {horizon}: walk the calendar further")


def outcome(cycle: Cycle, reading: Reading, target: timedelta, is_merged: bool) -> str:
    """Rule S4. The last second of the target is still in it."""
    if is_merged or cycle.stop_reason in ("no_policy", "resolved_by_system"):
        return "cancelled"
    if cycle.stopped_at is None:
        return "overdue" if reading.elapsed > target else "running"
    return "breached" if reading.elapsed > target else "met"


class Steps:
    """A calendar's runs between the minutes at which it opens or closes."""

    def __init__(self, hours: OpeningHours):
        self.horizon = hours.first + len(hours.minutes) * MINUTE
        self.turns = [hours.first]
        self.states = [bool(hours.minutes[0])]
        for number, is_open in enumerate(hours.minutes):
            if is_open != self.states[-1]:
                self.turns.append(hours.first + number * MINUTE)
                self.states.append(bool(is_open))

    def runs(self, start: datetime, end: datetime) -> Iterator[Run]:
        assert self.turns[0] <= start and end <= self.horizon, (start, end)
        number = bisect_right(self.turns, start) - 1
        while start < end:
            turn = self.turns[number + 1] if number + 1 < len(self.turns) else self.horizon
            yield Run(start, min(turn, end), self.states[number])
            start, number = turn, number + 1


class Seconds:
    """A calendar's runs of one second each, every one asked of the local clock."""

    def __init__(self, project: Path, calendar_id: str):
        self.wall_clock = WallClock(project, calendar_id)

    def runs(self, start: datetime, end: datetime) -> Iterator[Run]:
        while start < end:
            yield Run(start, start + SECOND, self.wall_clock.is_open(start))
            start += SECOND
