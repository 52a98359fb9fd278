"""Writes the KPI tables as CSV files that are safe to open in a spreadsheet."""

from pathlib import Path

import duckdb

FORMULA = r"^[=+\-@\t\r]"


def export_kpis(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Writes each table of the schema kpi to folder/<name>.csv; returns the names.

    Rows are ordered by all columns, the key first. Null is an empty cell. A text that a spreadsheet
    would take for a formula gets a ' in front.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = [
        name
        for (name,) in connection.execute(
            "select table_name from information_schema.tables where table_schema = 'kpi' order by 1"
        ).fetchall()
    ]
    for table in tables:
        path = str(folder / f"{table}.csv").replace("'", "''")
        connection.execute(
            f"copy (select {exported_columns(connection, table)} "
            f"from kpi.{quoted(table)} order by all) to '{path}' (format csv, header, nullstr '')"
        )
    return tables


def exported_columns(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The select list: text columns with formulas disarmed, all others as they are."""
    columns = connection.execute(
        "select column_name, data_type from information_schema.columns "
        "where table_schema = 'kpi' and table_name = ? order by ordinal_position",
        [table],
    ).fetchall()
    return ", ".join(
        f"regexp_replace(cast({quoted(name)} as varchar), '({FORMULA})', '''\\1') as {quoted(name)}"
        if is_text(data_type)
        else quoted(name)
        for name, data_type in columns
    )


def is_text(data_type: str) -> bool:
    """Whether cells of the type can hold any text (lists and structs are written as text, too)."""
    return data_type.startswith(("VARCHAR", "ENUM", "STRUCT", "MAP")) or data_type.endswith("[]")


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
