"""Databases of the same settings as dbt's."""

import os
from pathlib import Path

import duckdb
import jinja2
import yaml

PROFILES = Path(__file__).resolve().parents[2] / "profiles.yml"


def new_database(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to an empty database with the settings of profiles.yml; what was there goes."""
    profiles = yaml.safe_load(PROFILES.read_text(encoding="utf-8"))
    output = profiles["support_ticket_analytics"]["outputs"]["dev"]
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path), config=output["config_options"])
    for name, value in output["settings"].items():
        value = jinja2.Template(value).render(env_var=os.environ.get)
        connection.execute(f"set {name} = '{value}'")
    return connection
