"""From settings to files: demand, desk, texts, tables."""

from datetime import timedelta
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from tqdm import tqdm

from ticket_generator import planted
from ticket_generator.catalogue import DAY
from ticket_generator.demand import Demand, make_demand
from ticket_generator.desk import Desk
from ticket_generator.faults import EVENT_FAULTS, TICKET_FAULTS, Spoiler
from ticket_generator.repeats import Repeat
from ticket_generator.settings import Settings
from ticket_generator.staffing import make_team
from ticket_generator.tables import agent_ids_of, event_columns, ticket_columns, ticket_states
from ticket_generator.texts import TextWriter
from ticket_generator.writing import PlantedFault, Table, prepare_folder

TICKETS_AT_A_TIME = 50_000
EVENTS_AT_A_TIME = 250_000
# Shares of the running time, for the progress bar.
DESK_PARTS, TICKET_PARTS, EVENT_PARTS = 30, 50, 20


class Written(NamedTuple):
    """What was written, in rows."""

    tickets: int
    events: int
    incidents: int
    repeats: int
    faults: int


def generate(settings: Settings) -> Written:
    """Writes all files of a data set; raises Problem if the folder is of no use."""
    prepare_folder(settings.out, settings.partition_by_day)
    with tqdm(total=100, unit="%", disable=None, bar_format="{l_bar}{bar}| {elapsed}") as bar:
        demand = make_demand(settings)
        # First, for this list is what shows that the big files were generated.
        planted.write_incidents(settings, demand)
        team = make_team(settings, demand)
        desk = Desk(settings, demand, team)
        log = desk.run(lambda: bar.update(DESK_PARTS / settings.days)).columns(settings.seconds)
        agent_ids = agent_ids_of(team)
        repeats, ticket_faults = write_tickets(settings, demand, agent_ids, log, bar)
        event_faults = write_events(settings, demand, agent_ids, log, bar)
        planted.write_repeats(settings, repeats)
        faults = ticket_faults + event_faults
        if settings.dirty_rate:
            planted.write_faults(settings, faults)
    return Written(len(demand), len(log["time"]), len(demand.incidents), len(repeats), len(faults))


def write_tickets(
    settings: Settings,
    demand: Demand,
    agent_ids: pa.Array,
    log: dict[str, np.ndarray],
    bar: tqdm,
) -> tuple[list[Repeat], list[PlantedFault]]:
    """Writes support_tickets; returns the tickets sent twice and the faults among its rows."""
    table = make_table(settings, "support_tickets", TICKET_FAULTS, len(demand), 1)
    states = ticket_states(demand, log)
    texts = TextWriter(settings, demand)
    repeats = []
    for start in range(0, len(demand), TICKETS_AT_A_TIME):
        rows = slice(start, min(start + TICKETS_AT_A_TIME, len(demand)))
        subjects, descriptions, repeated = texts.write(rows)
        columns = ticket_columns(settings, demand, agent_ids, states, rows, subjects, descriptions)
        table.write(columns, demand.created[rows] // DAY)
        repeats += repeated
        bar.update(TICKET_PARTS * len(subjects) / len(demand))
    table.close()
    return repeats, table.faults


def write_events(
    settings: Settings,
    demand: Demand,
    agent_ids: pa.Array,
    log: dict[str, np.ndarray],
    bar: tqdm,
) -> list[PlantedFault]:
    """Writes ticket_events; returns the faults among its rows."""
    count = len(log["time"])
    table = make_table(settings, "ticket_events", EVENT_FAULTS, count, 2)
    for start in range(0, count, EVENTS_AT_A_TIME):
        part = {name: column[start : start + EVENTS_AT_A_TIME] for name, column in log.items()}
        columns = event_columns(settings, demand, agent_ids, part, start)
        table.write(columns, part["time"] // DAY)
        bar.update(EVENT_PARTS * len(part["time"]) / count)
    table.close()
    return table.faults


def make_table(settings: Settings, name: str, faults: tuple, row_count: int, purpose: int) -> Table:
    """An output table as the settings want it."""
    first_day = settings.start.date()
    return Table(
        settings.out,
        name,
        settings.file_format,
        day_name=(lambda day: (first_day + timedelta(days=day)).isoformat())
        if settings.partition_by_day
        else None,
        spoil=Spoiler(faults, settings.dirty_rate, row_count, settings.seed * 10 + purpose)
        if settings.dirty_rate
        else None,
    )
