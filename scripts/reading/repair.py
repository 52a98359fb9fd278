"""Reads a file line by line: into a copy the engine can read, or for the text of its records."""

from collections.abc import Iterator
from pathlib import Path

from reading import files
from reading.known import ADDED, File
from reading.records import BROKEN_QUOTE, Dialect, Reader, Record, sound_records


def repair(found: File, folder: Path) -> None:
    """Writes a copy of a file that the engine can read, and reads it in its place.

    A record that cannot be read is a row of the copy, too, with its place and the reason alone. The
    quotes of a file are believed unless such a record has a broken one, or it or the one before it
    goes over several lines.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dialect = Dialect(found.delimiter, files.line_end(found.source_file))
    copy = folder / f"{len(list(folder.iterdir())) + 1}.csv"
    found.record_count = write_copy(found, dialect, copy, is_sound=True)
    if found.record_count is None:
        found.is_broken = True
        found.record_count = write_copy(found, dialect, copy, is_sound=False)
    found.kind, found.read_file, found.is_repaired = "csv", str(copy), True
    found.is_multiline = True


def write_copy(found: File, dialect: Dialect, copy: Path, is_sound: bool) -> int | None:
    """Writes a copy; returns the number of its records, None where a sound file is in doubt."""
    mark, width, count = dialect.delimiter, len(found.header), 0
    nothing, before = mark * (width - 1) + b"\n", None
    with open(copy, "wb") as target:
        target.write(quoted([name.encode() for name in ADDED] + [b""] * width, mark))
        for record in all_records(found, dialect, is_sound):
            if is_sound and record.read_error and is_doubtful(record, before):
                return None
            error = (record.read_error or "").encode()
            place = b"%d%b%b%b" % (record.line_number, mark, error, mark)
            if record.cells is None:
                target.write(place + nothing)
            elif b'"' in record.text or b"\r" in record.text:
                target.write(place + quoted(record.cells, mark))
            else:
                target.write(place + record.text + b"\n")
            count, before = count + 1, record
    return count


def is_doubtful(record: Record, before: Record | None) -> bool:
    """Whether a record that cannot be read may come of a quote that is not in order."""
    lines_before = before.line_count if before else 1
    return record.read_error == BROKEN_QUOTE or max(record.line_count, lines_before) > 1


def quoted(cells: list[bytes], mark: bytes) -> bytes:
    """A line with each cell in quotes."""
    return mark.join(b'"' + cell.replace(b'"', b'""') + b'"' for cell in cells) + b"\n"


def all_records(found: File, dialect: Dialect, is_sound: bool) -> Iterator[Record]:
    """The records of a file below its header."""
    with files.opened(found.source_file) as stream:
        lines = files.text_lines(stream, dialect.line_end)
        for _ in range(found.header_line_count):
            next(lines)
        below = Reader(lines, dialect, len(found.header), is_sound, found.header_line_count + 1)
        yield from below.records()


def raw_rows(found: File) -> Iterator[tuple[int, bytes]]:
    """First line's number and text of each record of a file below its header."""
    dialect = Dialect(found.delimiter, files.line_end(found.source_file))
    if found.is_repaired:
        for record in all_records(found, dialect, is_sound=not found.is_broken):
            yield record.line_number, record.text
        return
    with files.opened(found.source_file) as stream:
        for number, text in sound_records(files.text_lines(stream, dialect.line_end)):
            if number > found.header_line_count:
                yield number, text
