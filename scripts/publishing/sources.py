"""The vars as given and as dbt_project.yml has them, and the files they name."""

from pathlib import Path

import yaml

from publishing.problem import Problem

NOT_FILES = ("time_zone", "delimiter", "end_time")


def read_vars(text: str) -> dict:
    """Reads --vars, a mapping in YAML or JSON; raises Problem if it is anything else."""
    try:
        given = yaml.safe_load(text or "{}")
    except ValueError as error:  # YAML makes dates of texts like 2026-02-30
        raise Problem(f"--vars is {text}: {error}.") from error
    except yaml.YAMLError as error:
        raise Problem(f"--vars is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(given, dict):
        raise Problem(f"--vars is {text}: write a mapping like '{{as_of: 2026-10-01}}'.")
    return given


def project_vars() -> dict:
    """The vars of dbt_project.yml with their defaults."""
    return yaml.safe_load(Path("dbt_project.yml").read_text(encoding="utf-8"))["vars"]


def ticket_sources(given_vars: dict) -> dict:
    """The var ticket_sources as dbt will see it: of `given_vars`, else the project's default."""
    sources = {**project_vars(), **given_vars}["ticket_sources"]
    return sources if isinstance(sources, dict) else {}


def default_generic_files() -> dict:
    """The generic source's files by table (tickets, events) as dbt_project.yml names them."""
    generic = ticket_sources({})["generic"]
    return {table: pattern for table, pattern in generic.items() if table not in NOT_FILES}
