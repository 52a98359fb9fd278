"""Looks into a file before it is read: whether the engine finds all, and what to read if not."""

import gzip
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb

from reading import files
from reading.count import counted
from reading.files import Unreadable
from reading.known import File, reader
from reading.records import Dialect, Reader
from reading.repair import repair


def check(file: str, delimiter: str, folder: Callable[[], Path]) -> File:
    """Looks into a file; a copy to read in its place goes into the folder if it needs one."""
    found = File(file, delimiter, read_file=file)
    try:
        found.kind = files.kind_of(file)
        if found.kind == "parquet":
            look_into_parquet(found)
        else:
            look_into_text(found, folder)
    except Unreadable as error:
        found.fault = f"{file}{error}"
    except EOFError:
        found.fault = f"{file} is cut off: its gzip data ends early. Copy or download it again."
    except (gzip.BadGzipFile, zlib.error) as error:
        found.fault = f"{file} is not a sound gzip file ({error}). Copy it again."
    except OSError as error:
        found.fault = f"{file} cannot be read: {error.strerror or error}."
    return found


def look_into_parquet(found: File) -> None:
    """Notes columns and rows; raises Unreadable if the file is damaged."""
    try:
        rows = engine().sql("select * from read_parquet($1)", params=[found.source_file])
        found.header = rows.columns
        (found.record_count,) = rows.count("*").fetchone()
    except duckdb.Error as error:
        raise Unreadable(f" is not a sound Parquet file: {error}") from error
    found.line_count = found.record_count


def look_into_text(found: File, folder: Callable[[], Path]) -> None:
    """Notes header and records; repairs a file that does not add up."""
    end = files.line_end(found.source_file)
    dialect = Dialect(found.delimiter, end)
    count = counted(found.source_file, dialect)
    if not count.record_count:
        raise Unreadable(
            " is empty: it needs a header line and rows. Export it again, or take it out of "
            "ticket_sources."
        )
    with files.opened(found.source_file) as stream:
        head = next(Reader(files.text_lines(stream, end), dialect, None, is_sound=True).records())
    cells = head.cells or head.text.split(dialect.delimiter)
    found.header = [cell.decode() for cell in cells]
    found.first_line = head.text.decode().splitlines()[0]
    found.header_line_count = head.line_number - 1 + head.line_count
    found.record_count = count.record_count - 1
    found.line_count = count.line_count - count.blank_line_count - found.header_line_count
    found.is_multiline = count.is_multiline
    if (
        count.is_blank_between
        or (count.is_multiline and end == b"\r")  # the engine counts LF
        or count.cell_count != count.record_count * len(found.header)
        or not (count.is_plain or engine_count(found) == found.record_count)
    ):
        repair(found, dialect, folder())


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
