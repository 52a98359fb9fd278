"""Lists of what was planted, for tests: incidents, repeats, faults."""

import numpy as np

from ticket_generator.demand import Demand
from ticket_generator.faults import ACCEPTED_KINDS
from ticket_generator.repeats import Repeat
from ticket_generator.settings import Settings
from ticket_generator.tables import ticket_ids, timestamps
from ticket_generator.writing import PlantedFault, write_list

EXAMPLES = 3
INCIDENT_COLUMNS = (
    "incident_id",
    "name",
    "theme",
    "category",
    "started_at",
    "ended_at",
    "ticket_count",
    "keywords",
    "example_ticket_ids",
)


def write_incidents(settings: Settings, demand: Demand) -> None:
    """planted_incidents.csv, a row for each, and planted_tickets.csv, a row for each ticket."""
    rows, members = [], []
    for number, incident in enumerate(demand.incidents):
        places = np.flatnonzero(demand.incident == number)
        tickets = ticket_ids(places).to_pylist()
        first, last = timestamps(settings, demand.created[places[[0, -1]]]).to_pylist()
        theme = incident.wording
        rows.append(
            {
                "incident_id": incident.incident_id,
                "name": theme.name,
                "theme": theme.theme,
                "category": theme.category,
                "started_at": first,
                "ended_at": last,
                "ticket_count": len(tickets),
                "keywords": "; ".join(theme.keywords),
                "example_ticket_ids": "; ".join(tickets[:EXAMPLES]),
            }
        )
        members += [(incident.incident_id, ticket) for ticket in tickets]
    write_list(
        settings.out / "planted_incidents.csv",
        {name: [row[name] for row in rows] for name in INCIDENT_COLUMNS},
    )
    write_list(
        settings.out / "planted_tickets.csv",
        {"incident_id": [m[0] for m in members], "ticket_id": [m[1] for m in members]},
    )


def write_repeats(settings: Settings, repeats: list[Repeat]) -> None:
    """planted_duplicates.csv: one row for each ticket that repeats an earlier one."""
    tickets, origins = (
        ticket_ids(np.array([getattr(repeat, name) for repeat in repeats], dtype=int)).to_pylist()
        for name in ("ticket", "origin")
    )
    write_list(
        settings.out / "planted_duplicates.csv",
        {
            "ticket_id": tickets,
            "original_ticket_id": origins,
            "edit": [repeat.edit for repeat in repeats],
            "word_overlap": [repeat.word_overlap for repeat in repeats],
        },
    )


def write_faults(settings: Settings, faults: list[PlantedFault]) -> None:
    """planted_faults.csv: one row for each wrong row."""
    write_list(
        settings.out / "planted_faults.csv",
        {
            "file": [fault.file for fault in faults],
            "row_number": [fault.row_number for fault in faults],
            "kind": [fault.kind for fault in faults],
            "is_rejected": [str(fault.kind not in ACCEPTED_KINDS).lower() for fault in faults],
        },
    )
