"""Builds of the SLA marts with seeds of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from oracles.project import Builder

POLICY_COLUMNS = [
    "policy_id",
    "precedence",
    "source_system",
    "queue",
    "priority",
    "customer_tier",
    "metric",
    "target_minutes",
    "calendar_id",
    "paused_statuses",
    "valid_from",
    "valid_to",
]
POLICY_HEADER = ",".join(POLICY_COLUMNS) + "\n"  # binds may be missing
BINDING_POLICY_HEADER = POLICY_HEADER.replace("paused_statuses,", "paused_statuses,binds,")
MARTS = "+path:models/marts/sla +path:models/marts/tickets +dim_calendar +fct_rejected_rows"


@contextmanager
def seeds_in(project: Path, texts: dict[str, str]) -> Iterator[None]:
    """Puts other seeds into a copied project for a while."""
    files = {project / f"seeds/reference/{name}.csv": text for name, text in texts.items()}
    kept = {file: file.read_text(encoding="utf-8") for file in files}
    try:
        for file, text in files.items():
            file.write_text(text, encoding="utf-8")
        yield
    finally:
        for file, text in kept.items():
            file.write_text(text, encoding="utf-8")


def build(
    builder: Builder,
    files: tuple[Path, Path],
    name: str,
    select: str = MARTS,
    as_of: datetime | None = None,
    zone: str = "UTC",
) -> tuple[Path, list]:
    """Builds the selected models; returns the database, and the results that are not good."""
    database = builder.shared / f"builds/{name}/tickets.duckdb"
    database.parent.mkdir(parents=True, exist_ok=True)
    sources = {"generic": dict(zip(("tickets", "events"), map(str, files), strict=True))}
    given = {"as_of": as_of, "reporting_time_zone": zone, "ticket_sources": sources}
    cautious = ["--indirect-selection", "cautious", "--exclude-resource-type", "unit_test"]
    outcome = builder.invoke("build", given, database, "--select", *select.split(), *cautious)
    assert outcome.result, outcome.exception
    good = ("success", "pass")
    return database, [one for one in outcome.result.results if one.status not in good]
