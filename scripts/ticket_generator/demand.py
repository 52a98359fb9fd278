"""The tickets customers bring: who, when, about what, how urgent. The desk does the rest."""

from dataclasses import dataclass

import numpy as np

from ticket_generator.arrivals import arrival_times, hourly_rates
from ticket_generator.catalogue import (
    API,
    CATEGORIES,
    CATEGORY_NAMES,
    CHANNEL_SHARES,
    CHANNELS,
    DAY,
    GENERAL,
    HOUR,
    LOW,
    PRIORITIES,
    TICKET_TYPES,
    URGENT,
)
from ticket_generator.choices import choose
from ticket_generator.customers import Customers, make_customers
from ticket_generator.incidents import Incident, plan_incidents
from ticket_generator.settings import Settings
from ticket_generator.wording import issues_of

DUPLICATE_SHARE = 0.025
MISROUTED_SHARE = 0.05
ENTERPRISE_BUMP = 0.12  # share of enterprise tickets one priority higher


@dataclass
class Demand:
    """Tickets in the order of creation; whole numbers are places in the lists of catalogue.py."""

    created: np.ndarray  # seconds since the start
    requester: np.ndarray
    category: np.ndarray
    issue: np.ndarray  # place in wording.ALL_ISSUES
    incident: np.ndarray  # place in `incidents`, or -1
    origin: np.ndarray  # the ticket this one repeats, or -1
    channel: np.ndarray
    priority: np.ndarray
    ticket_type: np.ndarray
    queue: np.ndarray  # where it arrives
    right_queue: np.ndarray  # where it belongs
    text_seed: np.ndarray  # all choices of words follow from it
    customers: Customers
    incidents: list[Incident]

    def __len__(self) -> int:
        return len(self.created)

    @property
    def mood(self) -> np.ndarray:
        """How customers feel as they write: -1 angry, 1 friendly, 0 neither."""
        drawn = choose(self.text_seed, "mood", 100)
        return np.where(drawn < 12, -1, np.where(drawn >= 84, 1, 0))

    @property
    def language(self) -> np.ndarray:
        """Language of each ticket, as a place in customers.languages."""
        return self.customers.language[self.customers.organization[self.requester]]


COLUMNS = (
    "created",
    "requester",
    "category",
    "issue",
    "incident",
    "origin",
    "channel",
    "priority",
    "ticket_type",
    "queue",
    "right_queue",
    "text_seed",
)


def make_demand(settings: Settings) -> Demand:
    """Draws the tickets of ordinary days, of incidents, and those sent twice; sorted by time."""
    rng = settings.random(1)
    customers = make_customers(settings, rng)
    rates = hourly_rates(settings, rng)
    incidents = plan_incidents(settings, rates, settings.random(2))
    burst_count = sum(len(incident.times) for incident in incidents)
    repeat_count = round(DUPLICATE_SHARE * settings.tickets)
    ordinary = ordinary_tickets(
        arrival_times(rates, settings.tickets - burst_count - repeat_count, rng), customers, rng
    )
    bursts = [
        incident_tickets(incident, number, customers, rng)
        for number, incident in enumerate(incidents)
    ]
    repeats = repeated_tickets(ordinary, repeat_count, settings.seconds, rng)
    return sorted_demand([ordinary, *bursts, repeats], customers, incidents)


def ordinary_tickets(times: np.ndarray, customers: Customers, rng: np.random.Generator) -> dict:
    """One ticket for each time."""
    count = len(times)
    shares = [category.share for category in CATEGORIES]
    category = rng.choice(len(CATEGORIES), count, p=shares)
    requester = rng.choice(len(customers.organization), count, p=customers.weight)
    language = customers.language[customers.organization[requester]]
    issue, priority, ticket_type = (np.zeros(count, dtype=int) for _ in range(3))
    for number, kind in enumerate(CATEGORIES):
        here = category == number
        priority[here] = rng.choice(len(PRIORITIES), here.sum(), p=kind.priorities)
        ticket_type[here] = rng.choice(len(TICKET_TYPES), here.sum(), p=kind.ticket_types)
        for place, name in enumerate(customers.languages):
            rows = here & (language == place)
            issues = issues_of(kind.name, name)
            issue[rows] = issues[rng.integers(0, len(issues), rows.sum())]
    tier = customers.tier[customers.organization[requester]]
    bumped = (tier == 2) & (rng.random(count) < ENTERPRISE_BUMP) & (priority > URGENT + 1)
    priority[bumped] -= 1
    return with_routes(
        {
            "created": times,
            "requester": requester,
            "category": category,
            "issue": issue,
            "incident": np.full(count, -1),
            "priority": priority,
            "ticket_type": ticket_type,
        },
        rng,
    )


def incident_tickets(
    incident: Incident, number: int, customers: Customers, rng: np.random.Generator
) -> dict:
    """The tickets of one incident, all in English and many of them urgent."""
    count = len(incident.times)
    theme = incident.wording
    speaks_english = customers.language[customers.organization] == 0
    weight = customers.weight * speaks_english
    category = CATEGORY_NAMES.index(theme.category)
    shares = np.array(CATEGORIES[category].priorities)
    shares[URGENT] = 0
    shares = shares / shares.sum() * (1 - theme.urgency)
    shares[URGENT] = theme.urgency
    issues = issues_of(theme.name, "en")
    return with_routes(
        {
            "created": incident.times,
            "requester": rng.choice(len(weight), count, p=weight / weight.sum()),
            "category": np.full(count, category),
            "issue": issues[rng.integers(0, len(issues), count)],
            "incident": np.full(count, number),
            "priority": rng.choice(len(PRIORITIES), count, p=shares),
            "ticket_type": rng.choice(
                len(TICKET_TYPES), count, p=CATEGORIES[category].ticket_types
            ),
        },
        rng,
    )


def with_routes(tickets: dict, rng: np.random.Generator) -> dict:
    """Adds channel, queue and words; some tickets arrive in the wrong queue."""
    count = len(tickets["created"])
    channel = rng.choice(len(CHANNELS), count, p=CHANNEL_SHARES)
    technical = np.array(
        [kind.name in ("bug", "performance", "integration") for kind in CATEGORIES]
    )
    channel = np.where((channel == API) & ~technical[tickets["category"]], 0, channel)
    right_queue = np.array([kind.queue for kind in CATEGORIES])[tickets["category"]]
    queue = np.where(rng.random(count) < MISROUTED_SHARE, GENERAL, right_queue)
    return tickets | {
        "origin": np.full(count, -1),
        "channel": channel,
        "queue": queue,
        "right_queue": right_queue,
        "text_seed": rng.integers(0, 2**63, count).astype(np.uint64),
    }


def repeated_tickets(ordinary: dict, count: int, end: int, rng: np.random.Generator) -> dict:
    """Tickets that say what the same customer wrote hours or days before; origin is the first."""
    delay = np.exp(rng.normal(np.log(20 * HOUR), 1.1, len(ordinary["created"])))
    sent_again = ordinary["created"] + np.clip(delay, HOUR // 6, 6 * DAY).astype(int)
    candidates = np.flatnonzero(sent_again < end)
    chosen = np.sort(rng.choice(candidates, min(count, len(candidates)), replace=False))
    repeats = {name: column[chosen] for name, column in ordinary.items()}
    more_urgent = (rng.random(len(chosen)) < 0.15) & (repeats["priority"] == LOW)
    return repeats | {
        "created": sent_again[chosen],
        "origin": chosen,
        "priority": repeats["priority"] - more_urgent,
    }


def sorted_demand(parts: list[dict], customers: Customers, incidents: list[Incident]) -> Demand:
    """Puts all parts in one order; origin, a place in the first part, becomes one in the whole."""
    columns = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
    order = np.argsort(columns["created"], kind="stable")
    place = np.empty(len(order), dtype=int)
    place[order] = np.arange(len(order))
    origin = columns["origin"]
    columns["origin"] = np.where(origin >= 0, place[origin], -1)
    return Demand(
        **{name: column[order] for name, column in columns.items()},
        customers=customers,
        incidents=incidents,
    )
