"""Data sets for the oracles: each is built once a run, and read from its raw files."""

import json
import random
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from oracles import (
    adversary,
    lifecycle,
    once,
    project,
    reading,
    seeds,
    sla_adversary,
    sla_builds,
    worked_examples,
)
from oracles.opening_hours import OpeningHours


class Case:
    """A build, and what the oracles make of the raw files it was built from."""

    def __init__(self, builder: project.Builder, name: str, files: tuple[Path, Path], **settings):
        self.project = builder.project
        self.files = files
        self.settings = settings
        self.database = builder.shared / "builds" / name / "tickets.duckdb"
        told = self.database.with_name("failed_tests.json")
        with once.is_first(self.database.parent) as is_first:
            if is_first:
                failed = builder.build(files, self.database, settings)
                told.write_text(json.dumps(failed), encoding="utf-8")
        self.failed_tests = json.loads(told.read_text(encoding="utf-8"))

    def rows(self, query: str) -> list[dict]:
        return project.rows(self.database, query)

    @cached_property
    def is_open(self) -> dict[str, bool]:
        return {status: facts[0] for status, facts in seeds.statuses(self.project).items()}

    @cached_property
    def is_in_scope(self) -> dict[str, bool]:
        return seeds.in_scope(self.project)

    @cached_property
    def export(self) -> reading.Export:
        words = seeds.Words(self.project, "generic")
        return reading.read_export(*self.files, words, self.settings.get("time_zone", "UTC"))

    @cached_property
    def as_of(self):
        return self.settings.get("as_of") or reading.latest_instant(self.export)

    @cached_property
    def lives(self) -> dict[str, lifecycle.Life]:
        return lifecycle.lives(self.export, self.as_of, self.is_open)

    @cached_property
    def logged(self) -> set[str]:
        return {event["event_type"] for events in self.export.events.values() for event in events}


@pytest.fixture(scope="session")
def builder(tmp_path_factory, worker_id) -> project.Builder:
    copied = project.copy_project(tmp_path_factory.mktemp("oracles") / "project")
    (copied / "builds").mkdir()
    own = tmp_path_factory.getbasetemp()
    return project.Builder(copied, shared=own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def opening_hours(builder):
    """The minutes of a calendar, walked once."""
    walked = {}

    def hours_of(calendar_id: str) -> OpeningHours:
        if calendar_id not in walked:
            day = timedelta(days=1)
            span = adversary.FIRST - 2 * day, adversary.LAST + day
            walked[calendar_id] = OpeningHours(builder.project, calendar_id, *span)
        return walked[calendar_id]

    return hours_of


@pytest.fixture(scope="session")
def tickets() -> list[adversary.Ticket]:
    return worked_examples.tickets() + adversary.make_tickets(seed=7, count=400)


@pytest.fixture(scope="session")
def adversarial_files(builder, tickets) -> tuple[Path, Path]:
    chance = random.Random(7)
    ticket_lines = adversary.ticket_lines(tickets, adversary.LAST)
    event_lines = adversary.event_lines(tickets, adversary.LAST)
    return adversary.write(
        builder.shared / "raw/all",
        adversary.with_faults(chance, ticket_lines, adversary.ticket_faults(tickets)),
        adversary.with_faults(chance, event_lines, adversary.event_faults(tickets)),
    )


@pytest.fixture(scope="session")
def everything(builder, adversarial_files) -> Case:
    """All of the adversarial tickets, at their latest instant, days in UTC."""
    return Case(builder, "everything", adversarial_files, time_zone=adversary.SOURCE_ZONE)


@pytest.fixture(scope="session")
def in_the_past(builder, adversarial_files) -> Case:
    """The same files at an instant of the past, days in New York."""
    return Case(
        builder,
        "in_the_past",
        adversarial_files,
        time_zone=adversary.SOURCE_ZONE,
        as_of=adversary.PAST,
        reporting_time_zone="America/New_York",
    )


@pytest.fixture(scope="session")
def generated(builder) -> Case:
    """2,000 tickets of the generator with faults planted among them."""
    folder = builder.shared / "raw/generated"
    with once.is_first(folder) as is_first:
        if is_first:
            options = ["--tickets", "2000", "--days", "120", "--end-date", "2026-02-28"]
            project.generate(folder, *options, "--dirty", "0.02", "--seed", "5")
    return Case(
        builder, "generated", (folder / "support_tickets.csv", folder / "ticket_events.csv")
    )


def past_case(builder, tickets, name: str, until: datetime) -> Case:
    """Tickets as exported at `until`, built as of adversary.PAST."""
    odd = adversary.make_odd_tickets()
    told = [*filter(adversary.tells_its_past, tickets), *odd]
    lines = adversary.ticket_lines(told[:-1], until)
    files = adversary.write(
        builder.shared / "raw" / name,
        adversary.with_renamed(lines, odd[-1], until),
        adversary.event_lines(told, until),
    )
    settings = {"as_of": adversary.PAST, "reporting_time_zone": "America/New_York"}
    return Case(builder, name, files, time_zone=adversary.SOURCE_ZONE, **settings)


@pytest.fixture(scope="session")
def seen_from_later(builder, tickets) -> Case:
    """A build as of a day of the past over an export of today."""
    return past_case(builder, tickets, "seen_from_later", adversary.LAST)


@pytest.fixture(scope="session")
def seen_then(builder, tickets) -> Case:
    """The build that day could have had."""
    return past_case(builder, tickets, "seen_then", adversary.PAST)


@pytest.fixture(scope="session", params=["everything", "in_the_past", "generated"])
def case(request) -> Case:
    """Each of the data sets that the oracles are held against."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def sla_files(builder) -> tuple[Path, Path]:
    """2,000 generated tickets, and 1,500 made to be hard."""
    folder = builder.shared / "raw/sla"
    files = folder / "support_tickets.csv", folder / "ticket_events.csv"
    with once.is_first(folder) as is_first:
        if is_first:
            options = ["--tickets", "2000", "--days", "165", "--end-date", "2026-03-12"]
            project.generate(folder, *options)
            sla_adversary.append(sla_adversary.make_tickets(seed=11, count=1500), files)
    return files


@pytest.fixture(scope="session")
def sla_database(builder, sla_files) -> Path:
    """A build of them under policies in three zones."""
    folder = builder.shared / "builds/sla_oracle"
    policies = {"sla_policies": sla_adversary.POLICIES}
    zone, as_of = sla_adversary.REPORTING_ZONE, sla_adversary.AS_OF
    with once.is_first(folder) as is_first, sla_builds.seeds_in(builder.project, policies):
        if is_first:
            _, bad = sla_builds.build(builder, sla_files, "sla_oracle", as_of=as_of, zone=zone)
            assert not bad, "\n".join(f"{one.node.name}: {one.message}" for one in bad)
    return folder / "tickets.duckdb"
