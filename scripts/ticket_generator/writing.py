"""Writes columns as CSV, gzipped CSV or Parquet: one file, or one a day."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from publishing.problem import Problem

TEXT_COLUMNS = ("subject", "description")  # the only ones that can need quotes


class PlantedFault(NamedTuple):
    """A wrong row: its file below the output folder, its first line (the header is 1), the kind."""

    file: str
    row_number: int
    kind: str


class Table:
    """One table of the export, written stretch by stretch in the order of days."""

    def __init__(
        self,
        out: Path,
        name: str,
        file_format: str,
        day_name: Callable[[int], str] | None = None,
        spoil: Callable[[list[str], pa.Array], tuple[pa.Array, np.ndarray]] | None = None,
    ):
        """day_name: name of a day's folder where there is a file for each day.

        spoil: given header and rows of CSV, returns them with faults and each row's kind of fault,
        '' for none.
        """
        self.out, self.name, self.file_format = out, name, file_format
        self.day_name, self.spoil = day_name, spoil
        self.faults: list[PlantedFault] = []
        self.file: CsvFile | ParquetFile | None = None
        self.day: int | None = None

    def write(self, columns: dict[str, pa.Array], days: np.ndarray) -> None:
        """Writes rows; days says for each the day (number since the start) it belongs to."""
        if self.day_name is None:
            return self.write_rows(columns, None)
        starts = np.flatnonzero(np.append(True, days[1:] != days[:-1]))
        for start, end in zip(starts, np.append(starts[1:], len(days)), strict=True):
            part = {name: column.slice(start, end - start) for name, column in columns.items()}
            self.write_rows(part, int(days[start]))

    def write_rows(self, columns: dict[str, pa.Array], day: int | None) -> None:
        """Writes rows of one file."""
        if self.file is None or day != self.day:
            self.close()
            self.day = day
            self.file = self.open(list(columns))
        if isinstance(self.file, ParquetFile):
            self.file.write(columns)
            return
        rows = csv_rows(columns)
        if self.spoil is None:
            self.file.write(rows)
            return
        rows, kinds = self.spoil(list(columns), rows)
        lines = self.file.write(rows)
        path = str(self.file.path.relative_to(self.out))
        self.faults += [
            PlantedFault(path, int(lines[row]), str(kinds[row]))
            for row in np.flatnonzero(kinds != "")
        ]

    def open(self, header: list[str]) -> "CsvFile | ParquetFile":
        """A new file for the rows to come."""
        folder = self.out
        if self.day_name is not None:
            folder = self.out / self.name.split("_")[-1] / f"date={self.day_name(self.day)}"
            folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}.{self.file_format}"
        return ParquetFile(path) if self.file_format == "parquet" else CsvFile(path, header)

    def close(self) -> None:
        """Ends the file that is open."""
        if self.file is not None:
            self.file.close()
            self.file = None


class CsvFile:
    """A CSV file that gets its name when it is complete."""

    def __init__(self, path: Path, header: list[str]):
        self.path = path
        self.raw: BinaryIO = open(part_of(path), "wb")  # noqa: SIM115 (see close)
        self.stream: BinaryIO = self.raw
        if path.suffix == ".gz":
            # No name and no time in the file: same rows, same bytes.
            self.stream = gzip.GzipFile("", "wb", 6, self.raw, mtime=0)
        self.stream.write((",".join(header) + "\n").encode())
        self.line = 2

    def write(self, rows: pa.Array) -> np.ndarray:
        """Writes lines of text; returns for each row the number of its first line."""
        breaks = np.asarray(pc.count_substring(rows, "\n"))
        lines = self.line + np.cumsum(breaks) - breaks
        self.line += int(breaks.sum())
        self.stream.write(content(rows))
        return lines

    def close(self) -> None:
        """Completes the file."""
        if self.stream is not self.raw:
            self.stream.close()
        self.raw.close()
        os.replace(part_of(self.path), self.path)


class ParquetFile:
    """A Parquet file that gets its name when it is complete."""

    def __init__(self, path: Path):
        self.path = path
        self.writer: pq.ParquetWriter | None = None

    def write(self, columns: dict[str, pa.Array]) -> None:
        """Writes rows, each column with the type it has."""
        table = pa.table(columns)
        if self.writer is None:
            self.writer = pq.ParquetWriter(part_of(self.path), table.schema, compression="zstd")
        self.writer.write_table(table)

    def close(self) -> None:
        """Completes the file."""
        self.writer.close()
        os.replace(part_of(self.path), self.path)


def part_of(path: Path) -> Path:
    """Where a file is written until it is complete."""
    return path.with_name(f".{path.name}.part")


def csv_rows(columns: dict[str, pa.Array]) -> pa.Array:
    """Rows as lines of CSV, line end included; null is an empty cell."""
    cells = [csv_cells(name, column) for name, column in columns.items()]
    line_ends = pa.scalar("\n")
    return pc.binary_join_element_wise(pc.binary_join_element_wise(*cells, ","), line_ends, "")


def csv_cells(name: str, column: pa.Array) -> pa.Array:
    """A column as text, in quotes where a comma, a quote or a line break asks for them."""
    text = pc.fill_null(pc.cast(column, pa.string()), "")
    if name not in TEXT_COLUMNS:
        return text
    quoted = pc.binary_join_element_wise(
        pa.scalar('"'), pc.replace_substring(text, '"', '""'), pa.scalar('"'), ""
    )
    return pc.if_else(pc.match_substring_regex(text, '[",\r\n]'), quoted, text)


def content(texts: pa.Array) -> memoryview:
    """The texts one behind the other, without a copy."""
    _, offsets, data = texts.buffers()
    ends = np.frombuffer(offsets, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return memoryview(data)[ends[0] : ends[-1]]


def write_list(path: Path, columns: dict[str, list]) -> None:
    """Writes a small CSV file of planted things."""
    arrays = {
        name: pa.array([str(value) for value in values], pa.string())
        for name, values in columns.items()
    }
    rows = pc.binary_join_element_wise(
        pc.binary_join_element_wise(
            *(csv_cells(TEXT_COLUMNS[0], column) for column in arrays.values()), ","
        ),
        pa.scalar("\n"),
        "",
    )
    file = CsvFile(path, list(columns))
    if len(rows):
        file.write(rows)
    file.close()


def prepare_folder(out: Path, partition_by_day: bool) -> None:
    """Makes the output folder; raises Problem if that fails or other files are in the way."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(f"{out} cannot be made: {error.strerror}. Choose another --out.") from error
    if not os.access(out, os.W_OK | os.X_OK):
        raise Problem(f"{out} cannot be written to. Choose another --out.")
    exports = sorted(out.glob("support_tickets.*"))
    if exports and not (out / "planted_incidents.csv").exists():
        raise Problem(f"{exports[0]} was not generated. Move it away or choose another --out.")
    folders = [out / name for name in ("tickets", "events") if (out / name).exists()]
    if folders and partition_by_day:
        raise Problem(f"{folders[0]} is there already. Remove it or choose another --out.")
    (out / "planted_faults.csv").unlink(missing_ok=True)
