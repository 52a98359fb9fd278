"""Makes records of lines: of a sound file by its quotes alone, of a broken one by trying.

A quote that is open at the end of a line takes in the lines up to the one that closes it. In a
broken file it may be a stray: if the record is whole without it, and sound records follow it up to
there. Then that record is refused alone, as is a line whose quotes cannot be put in order, and
reading goes on with the next line.
"""

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from reading.files import LINE_BYTES, without_end

BLANK = (b"", b"\r", b"\n", b"\r\n")
BROKEN_QUOTE = "broken_quote"
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
        self.any = re.compile(rb"(?:" + quoted + rb"|[^" + mark + end + rb"]*+)" + mark)

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

    def looks_whole(self, text: bytes, width: int) -> bool:
        """Whether a record has so many cells if a stray quote is a character like any other."""
        found = self.any.findall(text + self.delimiter)
        return len(found) == width and sum(map(len, found)) == len(text) + 1


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
                line_count, cells, text = self.spanned(line)
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

    def spanned(self, line: bytes) -> tuple[int, list[bytes] | None, bytes]:
        """How many lines the record takes that begins with an open quote; its cells and text."""
        span, cells = self.span(line)
        count = len(span) if cells else 1
        if cells and not self.is_sound:
            is_followed = self.are_sound(count - 1, 1)
            stray = self.stray(span, is_followed)
            if stray or (len(cells) != self.width and not is_followed):
                count, cells = stray or 1, None
        return count, cells, without_end(b"".join(span[:count]))

    def stray(self, span: list[bytes], is_followed: bool) -> int:
        """The lines of a record with a stray quote, if sound records come up to the span's end.

        It is whole but for the quote, or no sound record follows the span. 0: there is none. Where
        none follows, it is enough that one begins on the span's last line.
        """
        for count in range(1, len(span)):
            if count == 1 or CLOSING.match(span[count - 1]):
                text = without_end(b"".join(span[:count]))
                is_doubtful = not is_followed or self.dialect.looks_whole(text, self.width)
                if is_doubtful and self.are_sound(count - 1, len(span) - count):
                    return count
        return 0 if is_followed else self.are_sound(len(span) - 2, 1)

    def are_sound(self, skipped: int, count: int) -> bool:
        """Whether the records that begin on `count` lines, behind `skipped` ones, are sound."""
        parts: list[bytes] = []
        size, has_record = 0, False
        for number, line in enumerate(islice(self.following(), skipped, None)):
            if not parts and has_record and number >= count:
                break
            if not parts and line in BLANK:
                continue
            parts.append(line)
            size += len(line)
            if len(parts) > 1 and not CLOSING.match(line) and size <= LINE_BYTES:
                continue
            cells, is_open = self.dialect.cells(without_end(b"".join(parts)))
            if is_open and size <= LINE_BYTES:
                continue
            if cells is None or len(cells) != self.width:
                return False
            parts, size, has_record = [], 0, True
        return not parts

    def judged(self, cells: list[bytes] | None) -> tuple[list[bytes] | None, str | None]:
        """The cells, or why they cannot be told apart."""
        if cells is None:
            return None, BROKEN_QUOTE
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
