"""Reads files as a build does, without dbt: scripts/reading looks, the macro writes the SQL."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import jinja2
from reading.check import check
from reading.known import File, grouped
from reading.repair import raw_rows

from oracles.project import ROOT

MACRO = ROOT / "macros/engine/duckdb__file_records.sql"


@dataclass
class Row:
    """A row as staging gets it, with its text as it stands in the file."""

    source_file: str
    number: int
    error: str | None
    cells: tuple
    text: str = ""


def known(files: list[Path], folder: Path, delimiter: str = ",") -> list[File]:
    folder.mkdir(exist_ok=True)
    return [check(str(file), delimiter, lambda: folder) for file in files]


def read(found: list[File], names: list[str]) -> list[Row]:
    """The rows of some files, as the macro file_records selects them."""
    quote = type("Adapter", (), {"quote": staticmethod('"{}"'.format)})
    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    macro = environment.from_string(MACRO.read_text(encoding="utf-8"), {"adapter": quote}).module
    groups = [group.as_dict() for group in grouped(found)]
    columns = ", ".join(f'"{name}"' for name in names)
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"select row_id, source_file, source_row_number, read_error, {columns} "
            f"from {macro.duckdb__file_records(groups, names)} as records order by row_id"
        ).fetchall()
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    return [Row(row[1], row[2], row[3], row[4:]) for row in rows]


def read_with_text(found: File, names: list[str]) -> list[Row]:
    """The rows of one file, each with its text; both have to tell of the same rows."""
    rows, texts = read([found], names), list(raw_rows(found))
    assert [row.number for row in rows] == [number for number, _ in texts]
    assert len(rows) == found.record_count
    for row, (_, text) in zip(rows, texts, strict=True):
        row.text = text.decode()
    return rows
