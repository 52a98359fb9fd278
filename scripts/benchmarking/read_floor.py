"""Reads tickets and events once, typed, into tables of a new database, and does nothing else."""

import argparse
from pathlib import Path

from database import new_database

TYPES = {"reopen_count": "bigint", "csat_score": "bigint", "is_merged": "boolean"}


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tickets", help="CSV file of tickets")
    parser.add_argument("events", help="CSV file of events")
    parser.add_argument("database", type=Path, help="file to write")
    arguments = parser.parse_args()
    with new_database(arguments.database) as connection:
        for table in ("tickets", "events"):
            connection.execute(
                f"create table {table} as select * "
                "from read_csv($file, columns = $columns, header = true, auto_detect = false)",
                {"file": getattr(arguments, table), "columns": columns(getattr(arguments, table))},
            )
        connection.execute("force checkpoint")


def columns(file: str) -> dict[str, str]:
    """The columns the file's header names, with the type each has in the project."""
    with open(file, encoding="utf-8") as lines:
        names = lines.readline().strip().split(",")
    return {
        name: TYPES.get(name, "timestamp" if name.endswith("_at") else "varchar") for name in names
    }


if __name__ == "__main__":
    main()
