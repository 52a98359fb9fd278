"""Shows what a build holds: its tables, some tickets and the figures; or one table with --table.

Opens the database read-only. The tables are in the schemas marts (facts and dimensions), kpi
(figures), reference, intermediate and staging.
"""

import argparse
import difflib
import sys
from pathlib import Path

import duckdb
from publishing import summary
from publishing.databases import connected
from publishing.problem import Problem

SAMPLE_COLUMNS = (
    "ticket_id, created_at, status, priority, queue, agent_id, reopen_count, "
    "first_response_business_minutes, full_resolution_business_minutes, csat_score"
)


def main() -> int:
    """Runs the command line; returns the exit code: 0 shown, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--database", type=Path, help="default: tickets.duckdb, the current build")
    parser.add_argument("--table", help="show this one, like fct_tickets or kpi.kpi_by_priority")
    parser.add_argument("--rows", type=int, default=5, help="rows to show (default 5)")
    arguments = parser.parse_args()
    if arguments.rows < 0:
        parser.error("--rows cannot be negative")
    try:
        with connected(arguments.database) as connection:
            if arguments.table:
                show_table(connection, arguments.table, arguments.rows)
            else:
                show_all(connection, arguments.rows)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, like head, has seen enough
        sys.stderr.close()
    return 0


def show_all(connection: duckdb.DuckDBPyConnection, row_count: int) -> None:
    """Prints all tables, a sample of the tickets and the figures."""
    tables = all_tables(connection)
    print("Tables")
    summary.print_table(
        ["schema", "table", "rows", "columns"],
        [
            (schema, table, count_rows(connection, schema, table), columns)
            for schema, table, columns in tables
        ],
    )
    if not any((schema, table) == ("marts", "fct_tickets") for schema, table, _ in tables):
        raise Problem(
            "There is no marts.fct_tickets: this is not a finished build. Run: make build"
        )
    print("\nSome tickets (marts.fct_tickets; minutes are business minutes)")
    sample = connection.execute(
        f"select {SAMPLE_COLUMNS} from marts.fct_tickets order by source_system, ticket_id limit ?",
        [row_count],
    )
    header = [column[0].replace("_business_minutes", "_min") for column in sample.description]
    summary.print_table(header, sample.fetchall(), widest=24)
    summary.print_kpis(connection)


def show_table(connection: duckdb.DuckDBPyConnection, name: str, row_count: int) -> None:
    """Prints columns, row count and first rows of one table; raises Problem if there is none."""
    schema, table = find_table(connection, name)
    columns = connection.execute(
        "select column_name, lower(data_type), coalesce(comment, '') from duckdb_columns() "
        "where schema_name = ? and table_name = ? order by column_index",
        [schema, table],
    ).fetchall()
    print(
        f"{schema}.{table}: {count_rows(connection, schema, table):,} rows, {len(columns)} columns"
    )
    summary.print_table(["column", "type", "description"], columns, widest=80)
    rows = connection.execute(f'select * from "{schema}"."{table}" limit ?', [row_count]).fetchall()
    for number, row in enumerate(rows, 1):
        print(f"\nRow {number}")
        summary.print_table(
            ["column", "value"], list(zip([c[0] for c in columns], row, strict=True)), widest=80
        )


def find_table(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[str, str]:
    """Schema and table for a name with or without schema; raises Problem with the closest names."""
    known = {f"{schema}.{table}": (schema, table) for schema, table, _ in all_tables(connection)}
    wanted = name.strip().lower()
    for full_name, found in known.items():
        if wanted in (full_name.lower(), found[1].lower()):
            return found
    short = {table.lower(): full for full, (_, table) in known.items()}
    close = difflib.get_close_matches(wanted.split(".")[-1], short, n=1, cutoff=0)
    hint = f" The closest is {short[close[0]]}." if close else " The database has no tables."
    raise Problem(f"There is no table {name}.{hint}")


def all_tables(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int]]:
    """Schema, name and number of columns of every table and view."""
    return connection.execute(
        "select table_schema, table_name, count(*) from information_schema.columns "
        "where table_catalog = current_database() group by all order by all"
    ).fetchall()


def count_rows(connection: duckdb.DuckDBPyConnection, schema: str, table: str) -> int:
    """Number of rows of a table or view."""
    return connection.execute(f'select count(*) from "{schema}"."{table}"').fetchone()[0]


if __name__ == "__main__":
    sys.exit(main())
