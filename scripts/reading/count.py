"""Counts what stands in a file by its quotes alone; no reader of records is asked."""

from dataclasses import dataclass

from reading import files
from reading.files import Unreadable
from reading.records import BLANK, Dialect


@dataclass
class Count:
    """What stands in a file. Plain: no quotes, and each line has as many cells as the first."""

    line_count: int = 0
    blank_line_count: int = 0
    record_count: int = 0
    cell_count: int = 0
    outside_line_count: int = 0
    is_blank_between: bool = False
    is_plain: bool = True

    @property
    def is_multiline(self) -> bool:
        """Whether a record goes on over several lines."""
        return self.line_count > self.outside_line_count


def counted(file: str, dialect: Dialect) -> Count:
    """Counts lines, records, cells: line ends and delimiters behind an even number of quotes."""
    end, count = dialect.line_end, Count()
    others = bytes(one for one in range(256) if one not in dialect.delimiter + b"\r\n")
    row, is_open = b"", False
    with files.opened(file) as stream:
        for block in files.blocks(stream, end):
            demand_utf_8(block, count.line_count, end)
            row = row or first_row(block, dialect, others)
            whole = block if block.endswith(end) else block + (row.lstrip(dialect.delimiter) or end)
            if count.is_plain and not add_plain(count, whole, row, others):
                count.is_plain = False
            if not count.is_plain:
                is_open = add(count, whole, dialect, is_open)
    return count


def first_row(block: bytes, dialect: Dialect, others: bytes) -> bytes:
    """The delimiters and the end of the first line, if that is all there is beside `others`."""
    row = block[: block.find(dialect.line_end) + 1].translate(None, others)
    is_usual = row.lstrip(dialect.delimiter) in (dialect.line_end, b"\r\n")
    return row if is_usual else b""


def add_plain(count: Count, block: bytes, row: bytes, others: bytes) -> bool:
    """Counts lines that are all like a row of delimiters and a line end, if they are."""
    if b'"' in block or len(row) < 2:
        return False
    marks = block.translate(None, others)
    line_count = len(marks) // len(row)
    if marks != row * line_count:
        return False
    count.line_count += line_count
    count.outside_line_count += line_count
    count.record_count += line_count
    count.cell_count += line_count * (len(row.rstrip(b"\r\n")) + 1)
    return True


def add(count: Count, block: bytes, dialect: Dialect, is_open: bool) -> bool:
    """Counts any lines, behind an open quote or not; returns whether one is open behind them."""
    end, parts = dialect.line_end, block.split(b'"')
    # Quotes stay between the parts: a line that begins or ends within a cell is not blank.
    outside = b'"' * is_open + b'"'.join(parts[is_open::2])
    line_count, blank_count = outside.count(end), 0
    if count.blank_line_count or may_have_blanks(outside, end):
        for line in outside.split(end)[:line_count]:
            is_blank = line in BLANK
            count.is_blank_between |= not is_blank and count.blank_line_count + blank_count > 0
            blank_count += is_blank
    count.line_count += block.count(end)
    count.outside_line_count += line_count
    count.blank_line_count += blank_count
    count.record_count += line_count - blank_count
    count.cell_count += line_count - blank_count + outside.count(dialect.delimiter)
    return is_open != (len(parts) % 2 == 0)


def may_have_blanks(text: bytes, end: bytes) -> bool:
    """Whether to look at each line."""
    return text.startswith((b"\n", b"\r")) or end + end in text or end + b"\r" + end in text


def demand_utf_8(block: bytes, line_count: int, end: bytes) -> None:
    """Raises Unreadable at the first line that is not UTF-8."""
    if block.isascii():
        return
    try:
        block.decode()
    except UnicodeDecodeError as error:
        number = line_count + block.count(end, 0, error.start) + 1
        encoding = "utf-16" if block.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin1"
        raise Unreadable(
            f", line {number} is not UTF-8. Export the file as UTF-8, or convert it: "
            f"iconv -f {encoding} -t utf-8 OLD.csv > NEW.csv"
        ) from error
