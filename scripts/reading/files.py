"""Finds files, opens them whatever they are packed in, and hands out their bytes in whole lines."""

import glob
import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PROJECT = Path(__file__).resolve().parents[2]
BLOCK_BYTES = 1 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LINE_BYTES = 1 << 24  # the longest record; the engine's buffer has to hold it


class Unreadable(Exception):
    """Nothing can be read from a file. The message goes on behind its name."""


def matching(pattern: str) -> list[str]:
    """The files a source names: one file, a glob, or all files of a folder, in the order of names.

    A relative path is looked for in the working directory, then in the project.
    """
    for name in (pattern, str(PROJECT / pattern)):
        if os.path.isfile(name):
            return [name]
        inside = glob.escape(name) + "/*" if os.path.isdir(name) else name
        files = [file for file in glob.glob(inside, recursive=True) if os.path.isfile(file)]
        files = [file for file in files if not Path(file).name.startswith((".", "_"))]
        if files:
            return sorted(files)
    return []


def kind_of(file: str) -> str:
    """parquet, gzip or csv, told by the first bytes and not by the name."""
    with open(file, "rb") as stream:
        start = stream.read(4)
    if start == b"PAR1":
        return "parquet"
    return "gzip" if start[:2] == b"\x1f\x8b" else "csv"


def opened(file: str) -> BinaryIO:
    """The text of a file as a stream of bytes."""
    if kind_of(file) == "gzip":
        return gzip.open(file)  # noqa: SIM115
    if file.lower().endswith(".gz"):
        raise Unreadable(" is not a sound gzip file. Copy it again, or take .gz off its name.")
    return open(file, "rb")


def line_end(file: str) -> bytes:
    """What ends the lines of a file; a CR before LF is part of the line."""
    with opened(file) as stream:
        start = stream.read(BLOCK_BYTES)
    return b"\r" if b"\r" in start and b"\n" not in start else b"\n"


def blocks(stream: BinaryIO, end: bytes) -> Iterator[bytes]:
    """The stream in pieces of whole lines."""
    rest, line_count = b"", 0
    while block := stream.read(BLOCK_BYTES):
        cut = block.rfind(end) + 1
        if len(rest) + (block.find(end) if cut else len(block)) > LINE_BYTES:
            raise Unreadable(
                f", line {line_count + 1} is longer than {LINE_BYTES >> 20} MB: the file has no "
                "line ends or is not text. Export it again as CSV."
            )
        if cut:
            yield rest + block[:cut]
            line_count += block.count(end)
            rest = block[cut:]
        else:
            rest += block
    if rest:
        yield rest


def lines(stream: BinaryIO, end: bytes) -> Iterator[bytes]:
    """The lines with their ends, each a line of the file."""
    if end == b"\n":
        yield from stream
        return
    for block in blocks(stream, end):
        parts = block.split(end)
        yield from (part + end for part in parts[:-1])
        if parts[-1]:
            yield parts[-1]


def text_lines(stream: BinaryIO, end: bytes) -> Iterator[bytes]:
    """The lines of a stream, without the mark at its very beginning."""
    each = lines(stream, end)
    for line in each:
        yield line.removeprefix(BYTE_ORDER_MARK)
        break
    yield from each


def without_end(line: bytes) -> bytes:
    """A record without its last line end."""
    for end in (b"\r\n", b"\n", b"\r"):
        if line.endswith(end):
            return line[: -len(end)]
    return line
