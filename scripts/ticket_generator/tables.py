"""Columns of the two files: ticket rows worked out from the events, numbers turned into words."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ticket_generator import catalogue as c
from ticket_generator.customers import COUNTRIES, TIERS
from ticket_generator.demand import Demand
from ticket_generator.event_log import FIRST_AGENT, FIRST_PRIORITY, FIRST_QUEUE, FIRST_STATUS, WORDS
from ticket_generator.settings import Settings
from ticket_generator.staffing import Team
from ticket_generator.wording import ALL_ISSUES

NEVER = -1
TAGS = [issue.tag for issue in ALL_ISSUES]
PRODUCTS = [issue.product for issue in ALL_ISSUES]
# Seconds after creation at which a ticket is due, urgent to low.
DUE_AFTER = (8 * c.HOUR, 1 * c.DAY, 3 * c.DAY, 7 * c.DAY)


def ids(prefix: str, numbers: np.ndarray, digits: int) -> pa.Array:
    """'T-000001' for 0 and so on."""
    text = pc.cast(pa.array(numbers + 1), pa.string())
    padded = pc.utf8_lpad(text, width=digits, padding="0")
    return pc.binary_join_element_wise(pa.scalar(prefix), padded, "")


def ticket_ids(numbers: np.ndarray) -> pa.Array:
    """Ids of tickets by their place in the order of creation."""
    return ids("T-", numbers, 6)


def timestamps(settings: Settings, seconds: np.ndarray) -> pa.Array:
    """Instants from seconds since the start; null where it is NEVER."""
    start = int(settings.start.timestamp())
    return pa.array(seconds.astype(np.int64) + start, mask=seconds == NEVER).cast(pa.timestamp("s"))


def words(names: list[str] | tuple[str, ...], places: np.ndarray) -> pa.Array:
    """The names at the places, which are those of a fixed list."""
    return pa.array(names).take(pa.array(places))


def event_columns(
    settings: Settings, demand: Demand, agent_ids: pa.Array, log: dict[str, np.ndarray], first: int
) -> dict[str, pa.Array]:
    """Columns of ticket_events for a stretch of the log that begins with event number `first`."""
    ticket = log["ticket"]
    by_customer = log["actor_type"] == c.BY_CUSTOMER
    by_agent = log["actor_type"] == c.BY_AGENT
    actor = pc.if_else(
        pa.array(by_customer),
        ids("C-", demand.requester[ticket], 5),
        pc.if_else(
            pa.array(by_agent),
            agent_ids.take(pa.array(np.maximum(log["agent"], 0))),
            pa.scalar(None, pa.string()),
        ),
    )
    return {
        "ticket_id": ticket_ids(ticket),
        "event_id": ids("E-", first + np.arange(len(ticket)), 7),
        "occurred_at": timestamps(settings, log["time"]),
        "event_type": words(c.EVENT_TYPES, log["event_type"]),
        "actor_type": words(c.ACTOR_TYPES, log["actor_type"]),
        "actor_id": actor,
        "old_value": value_words(log["old"], agent_ids),
        "new_value": value_words(log["new"], agent_ids),
    }


def value_words(places: np.ndarray, agent_ids: pa.Array) -> pa.Array:
    """Old or new values; see event_log.WORDS."""
    known = pa.concat_arrays([pa.array([None, *WORDS[1:]], pa.string()), agent_ids])
    is_ticket = places >= len(known)
    text = known.take(pa.array(np.where(is_ticket, 0, places)))
    if is_ticket.any():
        tickets = ticket_ids(np.where(is_ticket, places - len(known), 0))
        text = pc.if_else(pa.array(is_ticket), tickets, text)
    return text


def ticket_states(demand: Demand, log: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What the events made of each ticket, by rules L1 to L8; NEVER where it did not happen."""
    count = len(demand)
    ticket, time, kind = log["ticket"], log["time"], log["event_type"]
    old, new = log["old"], log["new"]

    def last(where: np.ndarray, values: np.ndarray, start: np.ndarray | int = NEVER) -> np.ndarray:
        # Of several assignments to one place the last one stays.
        result = np.full(count, start) if np.isscalar(start) else start.copy()
        result[ticket[where]] = values[where]
        return result

    replied = (kind == c.AGENT_REPLIED) & (log["actor_type"] == c.BY_AGENT)
    first_responded = np.full(count, NEVER)
    first_responded[ticket[replied][::-1]] = time[replied][::-1]
    is_move = kind == c.STATUS_CHANGED
    was_open = is_open(old - FIRST_STATUS)
    opens = is_open(new - FIRST_STATUS)
    solves = np.isin(new - FIRST_STATUS, (c.RESOLVED, c.CLOSED))
    status = last(is_move, new - FIRST_STATUS, start=np.full(count, c.NEW))
    resolved = last(is_move & was_open & solves, time)
    reopened = is_move & ~was_open & opens
    reprioritised = kind == c.PRIORITY_CHANGED
    return {
        "updated": last(kind >= 0, time),
        "first_responded": first_responded,
        "status": status,
        "resolved": np.where(is_open(status), NEVER, resolved),
        "closed": last(is_move & (new == FIRST_STATUS + c.CLOSED), time),
        "priority": last(reprioritised, new - FIRST_PRIORITY, start=demand.priority),
        "queue": last(kind == c.QUEUE_CHANGED, new - FIRST_QUEUE, start=demand.queue),
        "agent": last(kind == c.AGENT_CHANGED, new - FIRST_AGENT),
        "reopened": np.bincount(ticket[reopened], minlength=count),
        "rating": last(kind == c.RATED, new),
        "is_merged": np.isin(np.arange(count), ticket[kind == c.MERGED]),
    }


def is_open(status: np.ndarray) -> np.ndarray:
    """Whether the status is an open one (rule L1)."""
    return ~np.isin(status, c.NOT_OPEN)


def ticket_columns(
    settings: Settings,
    demand: Demand,
    agent_ids: pa.Array,
    states: dict[str, np.ndarray],
    rows: slice,
    subjects: pa.Array,
    descriptions: pa.Array,
) -> dict[str, pa.Array]:
    """Columns of support_tickets for a stretch of the tickets, whose texts are given."""
    state = {name: column[rows] for name, column in states.items()}
    customers = demand.customers
    requester = demand.requester[rows]
    organization = customers.organization[requester]
    created, issue = demand.created[rows], demand.issue[rows]
    due = created + np.array(DUE_AFTER)[state["priority"]]
    agent = np.maximum(state["agent"], 0)
    has_agent = pa.array(state["agent"] >= 0)
    return {
        "ticket_id": ticket_ids(np.arange(rows.start, rows.start + len(created))),
        "created_at": timestamps(settings, created),
        "updated_at": timestamps(settings, state["updated"]),
        "first_responded_at": timestamps(settings, state["first_responded"]),
        "resolved_at": timestamps(settings, state["resolved"]),
        "closed_at": timestamps(settings, state["closed"]),
        "due_at": timestamps(settings, due),
        "status": words(c.STATUSES, state["status"]),
        "priority": words(c.PRIORITIES, state["priority"]),
        "ticket_type": words(c.TICKET_TYPES, demand.ticket_type[rows]),
        "channel": words(c.CHANNELS, demand.channel[rows]),
        "category": words(c.CATEGORY_NAMES, demand.category[rows]),
        "product": words(PRODUCTS, issue),
        "queue": words(c.QUEUES, state["queue"]),
        "agent_id": pc.if_else(
            has_agent, agent_ids.take(pa.array(agent)), pa.scalar(None, pa.string())
        ),
        "requester_id": ids("C-", requester, 5),
        "organization_id": ids("ORG-", organization, 4),
        "customer_tier": words(TIERS, customers.tier[organization]),
        "country": words(COUNTRIES, customers.country[organization]),
        "language": words(customers.languages, customers.language[organization]),
        "subject": subjects,
        "description": descriptions,
        "tags": words(TAGS, issue),
        "reopen_count": pa.array(state["reopened"]),
        "csat_score": pa.array(state["rating"], mask=state["rating"] == NEVER),
        "is_merged": pa.array(state["is_merged"]),
    }


def agent_ids_of(team: Team) -> pa.Array:
    """Ids of all agents by their number."""
    return ids("agent-", np.arange(len(team.queue)), 3)
