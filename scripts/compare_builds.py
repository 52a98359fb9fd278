"""Compares the public tables of two builds: what a change in SQL does to the figures.

Each table of the schemas marts, kpi and reference is held against the other build's by the columns
both have: number of rows, then a hash over all of them. Of a table that differs the columns and the
first rows are shown, by key. A column or table only the second build has is no difference; one it
has lost is.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
from publishing.export import quoted
from publishing.problem import Problem

SCHEMAS = ("marts", "kpi", "reference")
BUILDS = ("before", "after")


@dataclass(frozen=True)
class Table:
    """A public table, with the columns of it in each build."""

    name: str
    before: list[str]
    after: list[str]

    @property
    def shared(self) -> list[str]:
        """Columns both builds have."""
        return [column for column in self.before if column in self.after]

    @property
    def lost(self) -> list[str]:
        """Columns the second build has not any more."""
        return [column for column in self.before if column not in self.after]

    @property
    def new(self) -> list[str]:
        """Columns only the second build has."""
        return [column for column in self.after if column not in self.before]


class Comparison:
    """Two builds on one connection."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        self.connection = connection

    def ask(self, query: str) -> list[tuple]:
        """The rows of a query."""
        return self.connection.execute(query).fetchall()

    def tables(self) -> list[Table]:
        """All public tables of both builds."""
        columns: dict[str, dict[str, list[str]]] = {}
        for build, schema, table, column in self.ask(
            "select table_catalog, table_schema, table_name, column_name "
            "from information_schema.columns "
            f"where table_catalog in {BUILDS} and table_schema in {SCHEMAS} "
            "order by table_schema, table_name, ordinal_position"
        ):
            found = columns.setdefault(f"{schema}.{table}", {build: [] for build in BUILDS})
            found[build].append(column)
        return [Table(name, **found) for name, found in sorted(columns.items())]

    def content(self, build: str, table: Table, columns: list[str]) -> tuple:
        """Number of rows and a hash that no order of rows changes."""
        listed = ", ".join(map(quoted, columns))
        query = f"select count(*), sum(cast(hash({listed}) as hugeint)) from {build}.{table.name}"
        return self.ask(query)[0]

    def differing(self, table: Table) -> list[str]:
        """The shared columns whose values differ, whatever row they are in."""
        return [
            column
            for column in table.shared
            if self.content("before", table, [column]) != self.content("after", table, [column])
        ]

    def key(self, table: Table) -> list[str]:
        """The first columns that tell rows apart in both builds; all where none do."""
        for length in range(1, len(table.shared) + 1):
            columns = table.shared[:length]
            grouped = f"group by {', '.join(map(quoted, columns))} having count(*) > 1 limit 1"
            twice = (self.ask(f"select 1 from {build}.{table.name} {grouped}") for build in BUILDS)
            if not any(twice):
                return columns
        return table.shared

    def rows(self, table: Table, limit: int) -> Iterator[str]:
        """The first rows that differ, as lines: what they are, what was and is in them."""
        key = self.key(table)
        same = " and ".join(f"b.{quoted(c)} is not distinct from a.{quoted(c)}" for c in key)
        values = [column for column in table.shared if column not in key]
        differ = [f"b.{quoted(c)} is distinct from a.{quoted(c)}" for c in values]
        changed = " or ".join(["b.in_before is null", "a.in_after is null", *differ])
        cells = [f"b.{quoted(c)}, a.{quoted(c)}" for c in [*key, *values]]
        query = (
            f"select b.in_before, a.in_after, {', '.join(cells)} "
            f"from (select true as in_before, * from before.{table.name}) as b "
            f"full outer join (select true as in_after, * from after.{table.name}) as a on {same} "
            f"where {changed} order by "
            + ", ".join(f"coalesce(b.{quoted(c)}, a.{quoted(c)})" for c in key)
            + f" limit {limit}"
        )
        for in_before, in_after, *found in self.ask(query):
            pairs = dict(
                zip([*key, *values], zip(found[::2], found[1::2], strict=True), strict=True)
            )
            row = ", ".join(f"{c} = {pairs[c][0 if in_before else 1]}" for c in key)
            if in_before and in_after:
                cells = (f"{c} {pairs[c][0]} -> {pairs[c][1]}" for c in values)
                yield f"{row}: " + ", ".join(
                    cell
                    for c, cell in zip(values, cells, strict=True)
                    if pairs[c][0] != pairs[c][1]
                )
            else:
                yield f"{row}: only {'before' if in_before else 'after'}"


def main() -> int:
    """Prints a line per table; returns 0 if the builds are equal, 1 if not or if one is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", type=Path, help="database of the first build")
    parser.add_argument("after", type=Path, help="database of the second")
    parser.add_argument("--rows", type=int, default=3, help="differing rows to show (default 3)")
    arguments = parser.parse_args()
    try:
        with duckdb.connect() as connection:
            for build in BUILDS:
                attach(connection, getattr(arguments, build), build)
            return int(compare(Comparison(connection), arguments.rows))
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def attach(connection: duckdb.DuckDBPyConnection, database: Path, name: str) -> None:
    """Attaches a database for reading; raises Problem if it is none."""
    if not database.is_file():
        raise Problem(f"There is no database {database}.")
    path = str(database).replace("'", "''")
    try:
        connection.execute(f"attach '{path}' as {name} (read_only)")
    except duckdb.Error as error:
        raise Problem(f"{database} cannot be read: {str(error).splitlines()[0]}") from error


def compare(builds: Comparison, limit: int) -> bool:
    """Prints what is equal and what is not; returns whether anything differs."""
    tables = builds.tables()
    differing = [table for table in tables if differs(builds, table, limit)]
    print(f"{len(tables)} tables, {len(differing)} differ.")
    return bool(differing)


def differs(builds: Comparison, table: Table, limit: int) -> bool:
    """Prints how a table compares; returns whether it differs."""
    if not table.before or not table.after:
        print(f"{table.name:<36} only {'before' if table.before else 'after'}")
        return not table.after
    before, after = (builds.content(build, table, table.shared) for build in BUILDS)
    count = f"{before[0]:,}" if before[0] == after[0] else f"{before[0]:,} -> {after[0]:,}"
    is_equal = before == after and not table.lost
    print(f"{table.name:<36} {count:>12} rows  {'equal' if is_equal else 'DIFFERS'}")
    for word, columns in (("before", table.lost), ("after", table.new)):
        if columns:
            print(f"    only {word}: {', '.join(columns)}")
    if before != after:
        print(f"    in {', '.join(builds.differing(table)) or 'how values lie in rows'}")
        for row in builds.rows(table, limit):
            print(f"    {row}")
    return not is_equal


if __name__ == "__main__":
    sys.exit(main())
