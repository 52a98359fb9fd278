"""Makes records of lines: of a sound file by its quotes alone, of a broken one by trying.

In a broken file a line begins a record. A quote that is open at its end takes in the lines up to
the one that closes it. Only if each of these lines looks like a record of its own are the two
quotes strays: then, and where quotes are not in order, the first line is refused alone, and reading
goes on with the next.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from reading.files import LINE_BYTES, without_end

BLANK = (b"", b"\r", b"\n", b"\r\n")
CLOSING = re.compile(rb'[^"]*+(?:""[^"]*+)*+"')  # a line that ends a cell it began in


class Record(NamedTuple):
    """A record of a file: its first line's number, its lines, its cells or why it has none."""

    line_number: int
    line_count: int
    text: bytes
    cells: list[bytes] | None
    read_error: str | None


class Dialect:
    """Cuts records into cells. Spaces outside of a cell's quotes do not count."""

    def __init__(self, delimiter: str, line_end: bytes = b"\n"):
        self.delimiter, self.line_end = delimiter.encode(), line_end
        mark, end = re.escape(self.delimiter), re.escape(line_end)
        quoted = rb' *+"[^"]*+(?:""[^"]*+)*+" *+'
        cell = rb"(" + quoted + rb'|(?! *")[^' + mark + end + rb"]*+)" + mark
        self.cell = re.compile(cell)
        self.sound = re.compile(rb"(?:" + cell + rb")*+")
        self.open = re.compile(rb' *+"[^"]*+(?:""[^"]*+)*+\Z')
        self.any = re.compile(rb"(?:" + quoted + rb"|[^" + mark + rb"]*)" + mark)

    def cells(self, text: bytes) -> tuple[list[bytes] | None, bool]:
        """The cells of a record, none if its quotes are not in order; whether one is still open."""
        if b'"' not in text:
            return text.split(self.delimiter), False
        whole = text + self.delimiter
        position = self.sound.match(whole).end()
        if position < len(whole):
            return None, bool(self.open.match(text, position))
        cells = self.cell.findall(whole)
        return [unquoted(cell) if b'"' in cell else cell for cell in cells], False

    def looks_whole(self, line: bytes, width: int) -> bool:
        """Whether a line alone has so many cells, where a stray quote is like any character."""
        return len(self.any.findall(line + self.delimiter)) == width


def unquoted(cell: bytes) -> bytes:
    """What a cell with quotes holds; quotes within a cell that begins otherwise are part of it."""
    bare = cell.strip(b" ")
    return bare[1:-1].replace(b'""', b'"') if bare.startswith(b'"') else cell


class Reader:
    """Reads records of `width` cells (None: any number) from an iterator of lines."""

    def __init__(
        self,
        lines: Iterator[bytes],
        dialect: Dialect,
        width: int | None,
        is_sound: bool = False,
        first_line_number: int = 1,
    ):
        self.lines, self.dialect, self.width, self.is_sound = lines, dialect, width, is_sound
        self.number = first_line_number
        self.waiting: deque[bytes] = deque()

    def records(self) -> Iterator[Record]:
        """Every record, blank lines apart."""
        number = self.number
        while (line := self.next_line()) is not None:
            if line in BLANK:
                number += 1
                continue
            text, line_count = without_end(line), 1
            cells, is_open = self.dialect.cells(text)
            if is_open:
                span, together = self.span(line)
                if together and (self.is_sound or not self.are_strays(span)):
                    cells, text, line_count = together, without_end(b"".join(span)), len(span)
                    for _ in range(line_count - 1):
                        self.waiting.popleft()
            yield Record(number, line_count, text, *self.judged(cells))
            number += line_count

    def next_line(self) -> bytes | None:
        """The line to read, one that was looked at before or a new one."""
        return self.waiting.popleft() if self.waiting else next(self.lines, None)

    def following(self) -> Iterator[bytes]:
        """The lines to come, which stay to be read."""
        yield from self.waiting
        for line in self.lines:
            self.waiting.append(line)
            yield line

    def span(self, line: bytes) -> tuple[list[bytes], list[bytes] | None]:
        """A line with an open quote and those that complete its record; the cells if any do."""
        span, size, closed_count = [line], len(line), 0
        for other in self.following():
            span.append(other)
            size += len(other)
            if size > LINE_BYTES or closed_count == self.width:
                break
            if CLOSING.match(other):
                closed_count += 1
                cells, is_open = self.dialect.cells(without_end(b"".join(span)))
                if not is_open:
                    return span, cells
        return span, None

    def are_strays(self, span: list[bytes]) -> bool:
        """Whether all lines of a span look like records, so that its quotes enclose no cell."""
        return all(
            line in BLANK or self.dialect.looks_whole(without_end(line), self.width)
            for line in span
        )

    def judged(self, cells: list[bytes] | None) -> tuple[list[bytes] | None, str | None]:
        """The cells, or why they cannot be told apart."""
        if cells is None:
            return None, "broken_quote"
        if self.width is None or len(cells) == self.width:
            return cells, None
        return None, "too_few_columns" if len(cells) < self.width else "too_many_columns"


def sound_records(lines: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """First line's number and text of each record of a file whose quotes are in order."""
    parts: list[bytes] = []
    first, is_open = 1, False
    for number, line in enumerate(lines, 1):
        if not parts:
            if b'"' not in line:
                if line not in BLANK:
                    yield number, without_end(line)
                continue
            first = number
        parts.append(line)
        if line.count(b'"') % 2:
            is_open = not is_open
        if not is_open:
            yield first, without_end(b"".join(parts))
            parts = []
