"""Policies with short targets in three zones and around the clock, and tickets that turn there."""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

from oracles.adversary import STATE_CHANGES, Event, Ticket
from oracles.sla_builds import BINDING_POLICY_HEADER

# Calendars are those of oracles.project. Targets are short, so that many clocks run out. Days on
# which policies begin or end are days with many starts.
POLICIES = f"""\
{BINDING_POLICY_HEADER}\
first_nothing,1,,orders,low,starter,first_response,0,berlin,,,,
first_enterprise,2,,,,enterprise,first_response,60,round_the_clock,on_hold,start,,
first_billing_old,10,generic,billing,,,first_response,90,new_york,pending,current,,2025-12-01
first_billing_new,10,generic,billing,,,first_response,30,lord_howe,pending,,2025-12-01,
first_urgent,20,,,urgent,,first_response,60,round_the_clock,,,,2025-11-02
first_technical,30,,technical,,,first_response,90,berlin,,,2025-10-26,
first_elsewhere,40,another_source,,,,first_response,1,berlin,,,,
first_other,90,,,,,first_response,60,lord_howe,pending;on_hold,,,
next_urgent,10,,,urgent,,next_response,30,round_the_clock,,,,
next_business,20,,,,business,next_response,60,berlin,on_hold,start,,
next_orders,30,,orders,,,next_response,90,lord_howe,on_hold; pending,,,
next_normal,40,,,normal,,next_response,60,new_york,pending,,,2026-02-01
work_urgent,10,,,urgent,,agent_work,90,,,,,
work_own,20,,technical,,,agent_work,600,,,start,,
work_high,30,,,high,,agent_work,90,berlin,,,,
wait_billing,10,,billing,,,requester_wait,600,,,,,
wait_orders,20,,orders,,,requester_wait,90,lord_howe,new,,,
wait_normal,30,,,normal,,requester_wait,300,new_york,,start,,
update_urgent,10,,,urgent,,periodic_update,60,round_the_clock,,,,
update_other,90,,,,,periodic_update,90,,pending,,,
pausable_high,10,,,high,,pausable_update,60,,,start,,
pausable_technical,20,,technical,,,pausable_update,90,berlin,on_hold,,,
resolution_urgent,10,,,urgent,,resolution,90,round_the_clock,pending;on_hold,,,
resolution_tier_2,20,,tier_2,,,resolution,60,round_the_clock,,start,,
resolution_enterprise,30,,,,enterprise,resolution,600,lord_howe,pending,,,
resolution_billing,40,,billing,,,resolution,480,new_york,pending;on_hold,,,
resolution_high,50,,,high,,resolution,960,berlin,on_hold,,,
resolution_old,90,,,,,resolution,1200,berlin,pending,,,2025-11-02
resolution_new,90,,,,,resolution,900,new_york,pending; on_hold,,2025-11-02,
"""
TARGETS = [30, 60, 60, 90]
FIRST, LAST = datetime(2025, 9, 24), datetime(2026, 3, 28)
AS_OF = datetime(2026, 3, 9, 14, 37, 11)
REPORTING_ZONE = "Australia/Lord_Howe"
# Nights of changing clocks in Lord Howe, Berlin and New York, UTC.
CLOCK_CHANGES = [
    datetime(2025, 10, 4, 15, 30),
    datetime(2025, 10, 26, 1),
    datetime(2025, 11, 2, 6),
    datetime(2026, 3, 8, 7),
]
WORDS = {
    "status_changed": ["new", "open", "open", "pending", "on_hold", "resolved", "closed"],
    "priority_changed": ["urgent", "urgent", "high", "normal", "low"],
    "queue_changed": ["orders", "billing", "technical", "general", "tier_2"],
    "agent_changed": ["a1", "a2", ""],
}
SAID = ["agent_replied"] * 4 + ["system_replied", "note_added"] + ["customer_replied"] * 4
KINDS = SAID + ["status_changed"] * 7 + ["priority_changed", "queue_changed", "agent_changed"]
# Hours of UTC at which Lord Howe, Berlin and New York are at work.
AT_WORK = [22, 23, 8, 9, 10, 14, 15]


def make_tickets(seed: int, count: int) -> list[Ticket]:
    chance = random.Random(seed)
    return [make_ticket(chance, f"A{number:04}") for number in range(count)]


def make_ticket(chance: random.Random, ticket_id: str) -> Ticket:
    """A ticket of up to 16 events; every second one keeps to the lengths of targets."""
    is_pointed = chance.random() < 0.5
    if not is_pointed and chance.random() < 0.6:
        created = chance.choice(CLOCK_CHANGES) + timedelta(seconds=chance.randint(-90_000, 60_000))
    else:
        created = FIRST + timedelta(seconds=chance.randint(0, 14_400_000))
    if is_pointed:
        created = created.replace(hour=chance.choice(AT_WORK))
    if chance.random() < 0.3:
        created = created.replace(minute=chance.choice([0, 15, 30, 45]), second=0)
    state = {name: chance.choice(WORDS[kind]) for kind, name in STATE_CHANGES.items()}
    state["status"] = chance.choice(["new"] * 8 + ["open"] * 8 + ["pending", "resolved"])
    tier = chance.choice(["enterprise", "business", "starter", "starter", ""])
    ticket = Ticket(ticket_id, created, {**state, "customer_tier": tier})
    at = created
    for number in range(chance.randint(1, 16)):
        at = min(at + wait(chance, is_pointed), LAST)
        kind = chance.choice(KINDS + ["merged"] * (chance.random() < 0.15))
        event = Event(at, kind, number, new_value=chance.choice(WORDS.get(kind, [""])))
        if kind == "system_replied":
            event.event_type, event.actor_type, event.actor_id = "agent_replied", "system", ""
        # nobody knows who resolved a ticket that is born resolved: no bot answers for it
        is_bot = chance.random() < 0.2 and ticket.first["status"] != "resolved"
        if kind == "status_changed" and is_bot:
            event.actor_type, event.actor_id = "system", ""
        if kind == "customer_replied":
            event.actor_type, event.actor_id = "customer", "r1"
        if kind in STATE_CHANGES:
            name = STATE_CHANGES[kind]
            event.old_value, state[name] = state[name], event.new_value
        ticket.events.append(event)
    return ticket


def wait(chance: random.Random, is_pointed: bool) -> timedelta:
    """Time to the next event: none, a target give or take a second, hours, days, weeks."""
    pointed, plain = ["none"] + ["target"] * 5, ["none", "hours", "days", "weeks"]
    kind = chance.choice(pointed if is_pointed else plain)
    if kind == "none":
        return timedelta()
    if kind == "target":
        minutes = timedelta(minutes=chance.choice(TARGETS))
        return minutes + timedelta(seconds=chance.choice([0, 0, 0, 0, 1, 1, -1, 1e-6, -1e-6]))
    longest = {"hours": 7_200, "days": 250_000, "weeks": 2_000_000}[kind]
    return timedelta(seconds=chance.randint(0, longest))


def append(tickets: list[Ticket], files: tuple[Path, Path]) -> None:
    """Writes tickets and their events to the end of two files of the generic source."""
    append_rows(files[0], [ticket.row_at(LAST) for ticket in tickets])
    append_rows(
        files[1],
        [
            {
                **vars(event),
                "ticket_id": ticket.ticket_id,
                "event_id": f"{ticket.ticket_id}-{number}",
            }
            for ticket in tickets
            for number, event in enumerate(ticket.events)
        ],
    )


def append_rows(file: Path, rows: list[dict]) -> None:
    with open(file, encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    with open(file, "a", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, header, extrasaction="ignore", lineterminator="\n")
        writer.writerows(rows)
