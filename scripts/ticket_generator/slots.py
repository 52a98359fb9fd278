"""Values for the slots of phrases: {invoice}, {name}, {when} and so on."""

from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ticket_generator.choices import choose
from ticket_generator.customers import Customers
from ticket_generator.phrases import SLOTS

POOL = 20_000
PATHS = (
    "reports",
    "calendar",
    "orders",
    "settings/users",
    "api/v2/contacts",
    "help/import",
    "hooks",
)


class SlotPools:
    """All values a slot can have."""

    def __init__(self, customers: Customers, rng: np.random.Generator):
        self.companies = pa.array(customers.companies)
        self.names = pa.array(customers.names)
        self.emails = pa.array(customers.emails)
        number = rng.integers(0, 10**6, (6, POOL))
        pools = {name: list(values) for name, values in SLOTS.items()}
        pools["invoice"] = [f"INV-{2024 + a % 3}-{b % 100_000:05}" for a, b in number[:2].T]
        pools["order"] = [f"#{100_000 + a % 900_000}" for a in number[2]]
        pools["code"] = [f"{'EKRTX'[a % 5]}{b % 100:02}-{b:05}" for a, b in number[2:4].T]
        pools["amount"] = [
            f"{'£€$'[a % 3]}{10 + b % 2490:,}.{a % 100:02}" for a, b in number[3:5].T
        ]
        pools["version"] = [f"4.{a % 14}.{b % 9}" for a, b in number[4:6].T]
        pools["n"] = [str(number) for number in range(2, 61)]
        pools["url"] = [
            f"https://{'app' if a % 2 else 'docs'}.example.com/{PATHS[b % len(PATHS)]}"
            + (f"/{a}" if a % 3 == 0 else "")
            for a, b in number[:2].T
        ]
        self.values = {name: pa.array(values) for name, values in pools.items()}


class Slots:
    """The slots' values for a stretch of tickets; a ticket has one value for each slot."""

    def __init__(
        self, pools: SlotPools, seeds: np.ndarray, requester: np.ndarray, organization: np.ndarray,
        month: np.ndarray,
    ):  # fmt: skip
        self.pools, self.seeds = pools, seeds
        self.requester, self.organization, self.month = requester, organization, month
        self.known: dict[str, pa.Array] = {}

    def __getitem__(self, name: str) -> pa.Array:
        if name not in self.known:
            self.known[name] = self.find(name)
        return self.known[name]

    def find(self, name: str) -> pa.Array:
        """Values of a slot, one for each ticket."""
        pools = self.pools
        if name == "company":
            return pools.companies.take(pa.array(self.organization % len(pools.companies)))
        if name == "email":
            return pools.emails.take(self.writer)
        if name == "writer":
            return pools.names.take(self.writer)
        if name == "name":
            return pools.names.take(pa.array(choose(self.seeds, name, len(pools.names))))
        values = pools.values[name]
        if name == "month":
            # Customers write about this month or one of the two before.
            return values.take(pa.array((self.month - choose(self.seeds, name, 3)) % 12))
        return values.take(pa.array(choose(self.seeds, name, len(values))))

    @cached_property
    def writer(self) -> pa.Array:
        """Place of the requester's own name."""
        return pa.array(self.requester * 7919 % len(self.pools.names))


def fill(templates: list[list[str]], which: np.ndarray, slots: Slots) -> pa.Array:
    """Text of the chosen templates (see `pieces`), slots filled, one for each ticket."""
    order = np.argsort(which, kind="stable")
    ends = np.searchsorted(which[order], np.arange(len(templates)), side="right")
    filled, start = [], 0
    for template, end in zip(templates, ends, strict=True):
        if end > start:
            rows = pa.array(order[start:end])
            parts = [
                slots[piece].take(rows) if number % 2 else pa.scalar(piece)
                for number, piece in enumerate(template)
            ]
            if len(parts) == 1:
                filled.append(pa.repeat(parts[0], int(end - start)))
            else:
                filled.append(pc.binary_join_element_wise(*parts, ""))
        start = end
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return pa.concat_arrays(filled).take(pa.array(places))
