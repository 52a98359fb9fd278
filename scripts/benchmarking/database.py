"""Databases of the same settings as dbt's."""

from pathlib import Path

import duckdb
import yaml

PROFILES = Path(__file__).resolve().parents[2] / "profiles.yml"


def new_database(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to an empty database with the settings of profiles.yml; what was there goes."""
    profiles = yaml.safe_load(PROFILES.read_text(encoding="utf-8"))
    output = profiles["support_ticket_analytics"]["outputs"]["dev"]
    path.unlink(missing_ok=True)
    connection = duckdb.connect(str(path), config=output["config_options"])
    for name, value in output["settings"].items():
        connection.execute(f"set {name} = '{value}'")
    return connection
