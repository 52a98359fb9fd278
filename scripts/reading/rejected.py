"""Finds the text of rejected rows in their files, one file at a time."""

import json
from collections.abc import Iterator
from itertools import islice

import duckdb
import pyarrow
from duckdb import DuckDBPyConnection, DuckDBPyRelation
from numpy import ndarray

from reading.known import File, literal, reader
from reading.repair import raw_rows

KEY = ["source_system", "file_kind", "source_file"]
COLUMNS = pyarrow.schema(
    [(name, pyarrow.string()) for name in KEY]
    + [("source_row_number", pyarrow.int64()), ("raw_row", pyarrow.string())]
)
BATCH_ROWS = 10_000


def rejected_lines(
    session: DuckDBPyConnection, *relations: DuckDBPyRelation
) -> pyarrow.RecordBatchReader:
    """Key and text of each rejected row of some relations; other files are not read."""
    wanted = []
    for rejected in relations:
        for key in rejected.select(*KEY).distinct().order(", ".join(KEY)).fetchall():
            same = " and ".join(
                f"{name} = {literal(text)}" for name, text in zip(KEY, key, strict=True)
            )
            numbers = rejected.filter(same).select("source_row_number").order("source_row_number")
            found = session.execute(f"select known_file({literal(key[2])})").fetchone()[0]
            known = File(**json.loads(found))
            wanted.append((key, known, numbers.fetchnumpy()["source_row_number"]))
    return pyarrow.RecordBatchReader.from_batches(COLUMNS, batches(wanted))


def batches(wanted: list[tuple[tuple, File, ndarray]]) -> Iterator[pyarrow.RecordBatch]:
    """The rows of some files in pieces, so that few are in memory."""
    for key, known, numbers in wanted:
        rows_of = parquet_rows if known.kind == "parquet" else text_rows
        texts = rows_of(known, numbers)
        while rows := list(islice(texts, BATCH_ROWS)):
            lineage = [[text] * len(rows) for text in key]
            yield pyarrow.record_batch(
                [*lineage, *map(list, zip(*rows, strict=True))], schema=COLUMNS
            )


def text_rows(known: File, numbers: ndarray) -> Iterator[tuple[int, str]]:
    """Number and text of the records that begin on these lines, in ascending order."""
    texts = raw_rows(known)
    for wanted in map(int, numbers):
        for number, text in texts:
            if number == wanted:
                yield number, text.decode()
                break


def parquet_rows(known: File, numbers: ndarray) -> Iterator[tuple[int, str]]:
    """Number of these rows, and the row as JSON: there is no text of it."""
    with duckdb.connect() as connection:
        found = connection.execute(
            f"""
            select file_row_number + 2 as row_number, cast(to_json(one) as varchar)
            from {reader([known])} as one
            where file_row_number + 2 in (select unnest(?))
            order by row_number
            """,
            [numbers.tolist()],
        )
        while rows := found.fetchmany(BATCH_ROWS):
            yield from rows
