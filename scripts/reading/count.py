"""Counts what stands in a file by its quotes alone; no reader of records is asked."""

from dataclasses import dataclass

from reading import files
from reading.files import Unreadable
from reading.records import BLANK, Dialect


@dataclass
class Count:
    """What stands in a file, counted by its quotes: no reader of records is asked."""

    line_count: int = 0
    blank_line_count: int = 0
    record_count: int = 0
    cell_count: int = 0
    outside_line_count: int = 0
    is_blank_between: bool = False

    @property
    def is_multiline(self) -> bool:
        """Whether a record goes on over several lines."""
        return self.line_count > self.outside_line_count


def counted(file: str, dialect: Dialect) -> Count:
    """Counts lines, records, cells: line ends and delimiters behind an even number of quotes."""
    end, count = dialect.line_end, Count()
    is_open = is_blank_before = False
    with files.opened(file) as stream:
        for block in files.blocks(stream, end):
            demand_utf_8(block, count.line_count, end)
            whole = block if block.endswith(end) else block + end
            parts = whole.split(b'"')
            # Quotes stay between the parts: a line that begins or ends within a cell is not blank.
            outside = b'"' * is_open + b'"'.join(parts[is_open::2])
            is_open ^= len(parts) % 2 == 0
            line_count, blank_count = outside.count(end), 0
            if is_blank_before or may_have_blanks(outside, end):
                for line in outside.split(end)[:line_count]:
                    is_blank = line in BLANK
                    blank_count += is_blank
                    count.is_blank_between |= is_blank_before and not is_blank
                    is_blank_before |= is_blank
            count.line_count += whole.count(end)
            count.outside_line_count += line_count
            count.blank_line_count += blank_count
            count.record_count += line_count - blank_count
            count.cell_count += line_count - blank_count + outside.count(dialect.delimiter)
    return count


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
