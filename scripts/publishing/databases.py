"""Opens the database of a build for reading."""

from pathlib import Path

import duckdb

from publishing.problem import Problem

CURRENT = Path(__file__).resolve().parents[2] / "tickets.duckdb"


def connected(database: Path | None) -> duckdb.DuckDBPyConnection:
    """A read-only connection to `database`, or to the current build.

    Raises Problem if there is no database, or none that can be read.
    """
    database = database or CURRENT
    if not database.is_file():
        raise Problem(f"There is no database {database}. Run: make build")
    try:
        return duckdb.connect(str(database), read_only=True)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise Problem(
                f"{database} is in use by a process that writes to it. Try again later."
            ) from error
        raise Problem(
            f"{database} is not a DuckDB database that can be read. Run: make build"
        ) from error
