"""The SLA clocks of one ticket, run forward from its events (rules S)."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from oracles import seeds
from oracles.lifecycle import Life, State, change
from oracles.opening_hours import MINUTE, OpeningHours, WallClock

NONE, SECOND = timedelta(), timedelta(seconds=1)


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
    calendar_id: str
    paused: frozenset[str]
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
            date.fromisoformat(row["valid_from"] or "0001-01-01"),
            date.fromisoformat(row["valid_to"] or "9999-12-31"),
        )
        for row in seeds.rows(project, "sla_policies")
    ]


def choose(
    policies: list[Policy], cycle: Cycle, life: Life, source: str, zone: ZoneInfo
) -> Policy | None:
    """The policy by what the ticket was as the clock started (S1)."""
    state = state_at(life, cycle.started_at)
    occasion = {
        "source_system": source,
        "queue": state.queue,
        "priority": state.priority,
        "customer_tier": life.ticket.get("customer_tier"),
    }
    day = cycle.started_at.replace(tzinfo=UTC).astimezone(zone).date()
    fitting = [policy for policy in policies if policy.fits(cycle.metric, occasion, day)]
    return min(fitting, key=lambda policy: policy.precedence, default=None)


def state_at(life: Life, instant: datetime) -> State:
    """The state that lasts from an instant on."""
    return [step.state for step in life.steps if step.at <= instant][-1]


def cycles(life: Life, is_open: dict[str, bool]) -> list[Cycle]:
    """The clocks' starts and stops, event by event (S2); a merge ends what still runs (S4)."""
    created, state = life.ticket["created_at"], life.steps[0].state
    replies: list[datetime] = []
    resolutions: list[datetime] = [] if is_open[state.status] else [created]
    merges: list[datetime] = []
    waits: list[Cycle] = []
    is_answered, is_asked, is_waiting = bool(resolutions), False, False
    for event in life.events:
        at, kind = event["occurred_at"], event["event_type"]
        before, state = state, change(state, event) or state
        is_reply = kind == "agent_replied" and event["actor_type"] == "agent"
        is_resolved = is_open[before.status] and not is_open[state.status]
        if is_reply:
            replies.append(at)
        if is_resolved:
            resolutions.append(at)
        if kind == "merged":
            merges.append(at)
        if is_reply or is_resolved:
            if is_waiting:
                waits[-1].stop(at, "responded" if is_reply else "resolved")
            is_answered, is_asked, is_waiting = True, False, False
        if kind == "customer_replied":
            is_asked = True
        if is_answered and is_asked and is_open[state.status] and not is_waiting:
            waits.append(Cycle("next_response", len(waits) + 1, at))
            is_waiting = True
    first = Cycle("first_response", 1, created)
    ends = [(at, 0, "responded") for at in replies if at > created]
    ends += [(at, 1, "resolved") for at in resolutions]
    if ends:
        at, _, reason = min(ends)
        first.stop(at, reason)
    resolution = Cycle("resolution", 1, created)
    if not is_open[state.status]:
        resolution.stop(resolutions[-1], "resolved")
    found = [first, *waits, resolution]
    for cycle in found:
        if merges and (cycle.stopped_at is None or cycle.stopped_at > merges[0]):
            cycle.stop(max(merges[0], cycle.started_at), "merged")
    return found


def stretches(
    cycle: Cycle, life: Life, is_open: dict[str, bool], policy: Policy, as_of: datetime
) -> Iterator[tuple[datetime, datetime, str]]:
    """A clock's pieces between changes of its ticket, with what the clock does in them (S3)."""
    begin, until = cycle.started_at, cycle.stopped_at or as_of
    for one in life.intervals:
        start, end = max(one.valid_from, begin), min(one.valid_to, until)
        # a clock that stops as it starts has one piece all the same
        is_moment = begin == until and one.valid_from <= begin
        if start < end or (is_moment and (begin < one.valid_to or one.is_current)):
            status = one.state.status
            going = "paused" if status in policy.paused else "running"
            yield start, end, going if is_open[status] else "stopped"


def read(
    pieces: Iterator[tuple[datetime, datetime, str]],
    target: timedelta,
    runs: Runs,
    horizon: datetime,
) -> Reading:
    """Lets a clock run through its pieces.

    The target runs out at the first instant at which nothing of it is left and the clock runs; one
    that is used up as a pause begins runs out when the clock goes on. Until then a clock is due
    when it would run out if its last piece went on; a paused one is not due.
    """
    done: list[Stretch] = []
    elapsed = paused = NONE
    used_up_at = ran_out_at = None
    for start, end, clock_state in pieces:
        before, open_time = elapsed, NONE
        if clock_state == "running" and done and done[-1].clock_state != "running":
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
        done.append(Stretch(start, end, clock_state, before, open_time))
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
    if is_merged:
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
