"""Every SLA clock equals one that was run forward from the raw events (rules S)."""

import random
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from oracles import lifecycle, reading, seeds, sla, sla_adversary, sla_builds
from oracles.compare import assert_same, minutes
from oracles.project import rows

AS_OF = sla_adversary.AS_OF
METRICS = [
    "first_response",
    "next_response",
    "resolution",
    "requester_wait",
    "agent_work",
    "periodic_update",
    "pausable_update",
]
OUTCOMES = ["met", "breached", "running", "overdue", "cancelled"]
HOUR = timedelta(hours=1)


@pytest.fixture(scope="module")
def lives(builder, sla_files) -> dict[str, lifecycle.Life]:
    export = reading.read_export(*sla_files, seeds.Words(builder.project, "generic"))
    assert not export.rejected
    return lifecycle.lives(export, AS_OF)


@pytest.fixture(scope="module")
def clocks(builder, lives, opening_hours) -> dict[tuple, tuple]:
    """By ticket, metric and cycle: cycle, promise, reading, outcome, of every ticket."""
    with sla_builds.seeds_in(builder.project, {"sla_policies": sla_adversary.POLICIES}):
        policies = sla.read_policies(builder.project)
    queue_calendars = seeds.rows(builder.project, "queue_calendars")
    steps = {
        row["calendar_id"]: sla.Steps(opening_hours(row["calendar_id"])) for row in queue_calendars
    }
    steps |= {
        policy.calendar_id: sla.Steps(opening_hours(policy.calendar_id))
        for policy in policies
        if policy.calendar_id
    }
    calendars = {name: (one.runs, one.horizon) for name, one in steps.items()}
    statuses = seeds.statuses(builder.project)
    is_open = {status: facts[0] for status, facts in statuses.items()}
    zone = ZoneInfo(sla_adversary.REPORTING_ZONE)
    found = {}
    in_scope = seeds.in_scope(builder.project)
    for ticket_id, life in lives.items():
        if not in_scope[life.steps[-1].state.status]:
            continue
        is_merged = any(event["event_type"] == "merged" for event in life.events)
        for cycle in sla.cycles(life, is_open):
            promise = sla.promise(policies, cycle, life, "generic", zone, AS_OF)
            if promise is None:
                continue
            policy = promise.policy
            if promise.cancelled_at:
                cycle.stop(promise.cancelled_at, "no_policy")
            pieces = [
                (
                    start,
                    end,
                    going,
                    policy.calendar_id or seeds.calendar_of(queue_calendars, "generic", queue),
                )
                for start, end, going, queue in sla.stretches(cycle, life, statuses, policy, AS_OF)
            ]
            shown = sla.read(pieces, policy.target, calendars)
            outcome = sla.outcome(cycle, shown, policy.target, is_merged)
            found[ticket_id, cycle.metric, cycle.number] = cycle, promise, shown, outcome
    return found


def test_clocks(sla_database, clocks):
    found = {
        (row["ticket_id"], row["metric"], row["cycle_number"]): row
        for row in rows(
            sla_database,
            """
            select
                t.ticket_id, c.metric, c.cycle_number, c.policy_id, c.calendar_id, c.binds,
                c.first_policy_id, c.bound_from, c.queue, c.priority,
                c.target_business_minutes, c.started_at, c.stopped_at, c.stop_reason, c.outcome,
                c.due_at, c.breached_at, c.is_paused, c.elapsed_business_minutes,
                c.paused_business_minutes, c.remaining_business_minutes
            from marts.fct_sla_clocks as c
            join marts.fct_tickets as t using (ticket_key)
            """,
        )
    }
    expected = {}
    for key, (cycle, promise, shown, outcome) in clocks.items():
        policy = promise.policy
        runs_on, is_merged = outcome in ("running", "overdue"), outcome == "cancelled"
        expected[key] = dict(
            zip(("ticket_id", "metric", "cycle_number"), key, strict=True),
            policy_id=policy.policy_id,
            calendar_id=policy.calendar_id,
            binds=policy.binds,
            first_policy_id=promise.first_policy and promise.first_policy.policy_id,
            bound_from=promise.bound_from,
            queue=promise.state.queue,
            priority=promise.state.priority,
            target_business_minutes=minutes(policy.target),
            started_at=cycle.started_at,
            stopped_at=cycle.stopped_at,
            stop_reason=cycle.stop_reason,
            outcome=outcome,
            due_at=None if is_merged else shown.due_at,
            breached_at=None if is_merged else shown.ran_out_at,
            is_paused=runs_on and shown.stretches[-1].clock_state == "paused",
            elapsed_business_minutes=minutes(shown.elapsed),
            paused_business_minutes=minutes(shown.paused),
            remaining_business_minutes=minutes(policy.target - shown.elapsed) if runs_on else None,
        )
    assert_same(found, expected)
    counts = Counter((key[1], outcome) for key, (*_, outcome) in clocks.items())
    calendars = Counter(row["calendar_id"] or "the ticket's own" for row in expected.values())
    tickets = len({key[0] for key in clocks})
    print(f"\n{len(expected):,} clocks of {tickets:,} tickets, no difference:")
    for metric in METRICS:
        print(f"  {metric}:", *(f"{outcome} {counts[metric, outcome]:,}" for outcome in OUTCOMES))
    print("  by calendar:", *(f"{name} {count:,}" for name, count in sorted(calendars.items())))


def test_segments(sla_database, clocks):
    """Every stretch of every clock, so that the way to the figures is right, too."""
    found = {
        tuple(row.values())[:4]: tuple(row.values())[4:]
        for row in rows(
            sla_database,
            """
            select
                t.ticket_id, c.metric, c.cycle_number, s.segment_number, s.valid_from, s.valid_to,
                s.clock_state, s.calendar_id, s.calendar_minutes, s.business_minutes,
                s.outside_hours_minutes,
                s.elapsed_business_minutes_before
            from marts.fct_sla_clock_segments as s
            join marts.fct_sla_clocks as c using (sla_clock_key)
            join marts.fct_tickets as t using (ticket_key)
            """,
        )
    }
    expected = {
        (*key, number): (
            one.start,
            one.end,
            one.clock_state,
            one.calendar_id,
            minutes(one.end - one.start),
            minutes(one.open_time),
            minutes(one.end - one.start - one.open_time),
            minutes(one.elapsed_before),
        )
        for key, (_, _, shown, _) in clocks.items()
        for number, one in enumerate(shown.stretches, 1)
    }
    assert_same(found, expected)


def test_tickets_show_their_clocks(sla_database, clocks, lives):
    names = [
        f"{metric}_sla_{what}"
        for metric in ("first_response", "resolution")
        for what in ("outcome", "target_business_minutes")
    ]
    found = {
        row["ticket_id"]: [row[name] for name in names]
        for row in rows(sla_database, "select * from marts.fct_tickets")
    }
    expected = {}
    for ticket_id in lives:
        expected[ticket_id] = []
        for metric in ("first_response", "resolution"):
            _, promise, _, outcome = clocks.get((ticket_id, metric, 1), (None,) * 4)
            expected[ticket_id] += [outcome, promise and minutes(promise.policy.target)]
    assert_same(found, expected)


def test_stepping_from_opening_to_closing_equals_ticking_every_second(builder, clocks):
    """The oracle steps over time in which nothing changes; that must not change what it shows."""
    chance, ticked = random.Random(3), Counter()
    steps: dict = {}
    some = sorted(clocks.items())
    chance.shuffle(some)
    for key, (_, promise, shown, _) in some:
        policy = promise.policy
        pieces = [one[:4] for one in shown.stretches]
        moments = {moment for one in pieces for moment in one[:2]}
        due_at = shown.due_at or pieces[-1][1]
        length = max(due_at, pieces[-1][1]) - pieces[0][0]
        if any(moment.microsecond for moment in moments) or not timedelta() < length < 12 * HOUR:
            continue
        kind = policy.calendar_id or "the ticket's own"
        if ticked[kind] == 10 or (not policy.calendar_id and len({one[3] for one in pieces}) < 2):
            continue
        ticked[kind] += 1
        horizon = due_at + sla.SECOND
        seconds = {
            one[3]: (steps.setdefault(one[3], sla.Seconds(builder.project, one[3])).runs, horizon)
            for one in pieces
        }
        assert sla.read(pieces, policy.target, seconds) == shown, key
    assert all(count == 10 for count in ticked.values()) and len(ticked) == 5, ticked


def test_data_set_has_all_that_is_hard(clocks, lives):
    """A comparison of what never occurs would prove nothing."""
    outcomes = Counter((key[1], outcome) for key, (*_, outcome) in clocks.items())
    assert all(outcomes[metric, outcome] > 15 for metric in METRICS for outcome in OUTCOMES)
    used = Counter(promise.policy.policy_id for _, promise, _, _ in clocks.values())
    unused = {line.split(",")[0] for line in sla_adversary.POLICIES.splitlines()[1:]} - set(used)
    assert unused == {"first_elsewhere"} and min(used.values()) > 20, used
    hard: Counter = Counter()
    for cycle, promise, shown, outcome in clocks.values():
        policy = promise.policy
        reason = cycle.stop_reason
        is_changed = promise.first_policy is not policy
        hard["judged by another promise than at the start"] += is_changed
        hard["judged late"] += is_changed and outcome == "breached"
        hard["no policy at the start"] += promise.first_policy is None
        hard["no policy any more"] += reason == "no_policy"
        hard["resolved by the system"] += reason == "resolved_by_system"
        hard["another policy than what is fits"] += (
            policy.binds == "start" and promise.bound_from == cycle.started_at
        )
        hard["a policy that binds at the start and comes back"] += (
            policy.binds == "start" and promise.bound_from > cycle.started_at
        )
        hard["in several calendars"] += len({one.calendar_id for one in shown.stretches}) > 1
        left = policy.target - shown.elapsed
        states = [one.clock_state for one in shown.stretches]
        hard["stopped at the target"] += outcome == "met" and not left
        hard["stopped a second late"] += outcome == "breached" and left == -sla.SECOND
        hard["stopped a second early"] += outcome == "met" and left == sla.SECOND
        hard["of no length"] += cycle.started_at == cycle.stopped_at
        hard["used up as a pause began"] += any(
            one.clock_state == "running"
            and one.elapsed_before + one.open_time == policy.target
            and after.clock_state == "paused"
            for one, after in zip(shown.stretches, shown.stretches[1:], strict=False)
        )
        hard["ran out after a reopening"] += "stopped" in states[:-1] and bool(shown.ran_out_at)
        hard["paused before it ran out"] += outcome == "running" and states[-1] == "paused"
        hard["due when closed"] += shown.due_at is not None and shown.due_at > AS_OF
    steps = [step for life in lives.values() for step in life.steps]
    hard["states of no length"] = len(steps) - sum(len(life.intervals) for life in lives.values())
    assert min(hard.values()) > 5, hard
