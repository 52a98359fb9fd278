"""Looks into a file before it is read: whether the engine finds all, and what to read if not."""

import gzip
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb

from reading import files
from reading.count import counted, demand_utf_8
from reading.files import Unreadable
from reading.known import File, literal, reader
from reading.records import Dialect, Reader
from reading.repair import repair


def head(file: str, delimiter: str) -> File:
    """Looks at the header alone."""
    return looked_into(File(file, delimiter, read_file=file), [note_header])


def check(file: str, delimiter: str, folder: Callable[[], Path]) -> File:
    """Looks into a file; a copy to read in its place goes into the folder if it needs one."""

    def mend(found: File) -> None:
        if not adds_up(found):
            repair(found, folder())

    return looked_into(File(file, delimiter, read_file=file), [note_header, mend])


def looked_into(found: File, steps: list[Callable[[File], None]]) -> File:
    """The file after some steps, or with the fault that one of them met."""
    file = found.source_file
    try:
        for step in steps:
            step(found)
    except Unreadable as error:
        found.fault = f"{file}{error}"
    except EOFError:
        found.fault = f"{file} is cut off: its gzip data ends early. Copy or download it again."
    except (gzip.BadGzipFile, zlib.error) as error:
        found.fault = f"{file} is not a sound gzip file ({error}). Copy it again."
    except OSError as error:
        found.fault = f"{file} cannot be read: {error.strerror or error}."
    return found


def note_header(found: File) -> None:
    """Notes the names of the columns, and the number of rows of a Parquet file."""
    found.kind = files.kind_of(found.source_file)
    if found.kind == "parquet":
        note_parquet(found)
        return
    dialect = Dialect(found.delimiter, files.line_end(found.source_file))
    with files.opened(found.source_file) as stream:
        demand_utf_8(next(files.blocks(stream, dialect.line_end), b""), 0, dialect.line_end)
    with files.opened(found.source_file) as stream:
        lines = files.text_lines(stream, dialect.line_end)
        first = next(Reader(lines, dialect, None, is_sound=True).records(), None)
    if first is None:
        raise Unreadable(
            " is empty: it needs a header line and rows. Export it again, or take it out of "
            "ticket_sources."
        )
    cells = first.cells or first.text.split(dialect.delimiter)
    found.header = [cell.decode() for cell in cells]
    found.first_line = first.text.decode().splitlines()[0]
    found.header_line_count = first.line_number - 1 + first.line_count


def note_parquet(found: File) -> None:
    """Notes columns and rows; raises Unreadable if the file is damaged."""
    try:
        rows = engine().sql(f"select * from read_parquet({literal(found.source_file)})")
        found.header = rows.columns
        (found.record_count,) = rows.count("*").fetchone()
    except duckdb.Error as error:
        raise Unreadable(f" is not a sound Parquet file: {error}") from error
    found.line_count = found.record_count


def adds_up(found: File) -> bool:
    """Notes how many records there are, and whether the engine will find as many."""
    if found.kind == "parquet":
        return True
    dialect = Dialect(found.delimiter, files.line_end(found.source_file))
    count = counted(found.source_file, dialect)
    found.record_count = count.record_count - 1
    found.line_count = count.line_count - count.blank_line_count - found.header_line_count
    found.is_multiline = count.is_multiline
    return not (
        count.is_blank_between
        or (count.is_multiline and dialect.line_end == b"\r")  # the engine counts LF
        or count.cell_count != count.record_count * len(found.header)
    ) and (count.is_plain or engine_count(found) == found.record_count)


def engine_count(found: File) -> int | None:
    """Records the engine finds in a file; None if it refuses it."""
    try:
        return engine().execute(f"select count(*) from {reader([found])}").fetchone()[0]
    except duckdb.Error:
        return None


@cache
def engine() -> duckdb.DuckDBPyConnection:
    """A database of its own to try files in."""
    return duckdb.connect()
