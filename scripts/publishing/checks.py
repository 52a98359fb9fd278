"""What is wrong with vars, seeds and files, found before dbt takes its seconds to start.

The rules stand in the project: in the macros var_faults and seed_faults, in the model
int_seed_faults, in the YAML of seeds and sources. Here they are asked without dbt.
"""

import csv
import itertools
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from types import SimpleNamespace

import dbt_jinja
import duckdb
import yaml
from reading.check import head
from reading.files import matching

from publishing.sources import project_vars, ticket_sources

# Models that read seeds alone, in the order they read each other; the last has all faults.
SEED_FAULTS = ("int_calendar_hours", "int_calendar_faults", "int_seed_faults")
CALENDAR_MODELS = Path("models/intermediate/calendar")
MOST_FAULTS = 5  # of one seed, or of one table's files


class Table:
    """A query's result as dbt's run_query gives it."""

    def __init__(self, found: duckdb.DuckDBPyConnection):
        names = [column[0] for column in found.description]
        self.rows = found.fetchall()
        cells = list(zip(*self.rows, strict=True)) or [()] * len(names)
        columns = [SimpleNamespace(values=lambda values=values: values) for values in cells]
        self.columns = dict(zip(names, columns, strict=True)) | dict(enumerate(columns))


def faults(given_vars: dict, files_to_come: Collection[str] = ()) -> list[str]:
    """All that keeps a build from starting, one sentence each.

    files_to_come: paths that are not there yet and will be.
    """
    with duckdb.connect() as connection:
        known = dbt_names(connection, given_vars)
        return [
            *known["var_faults"](),
            *seed_faults(connection, known),
            *file_faults(known, given_vars, files_to_come),
        ]


def dbt_names(connection: duckdb.DuckDBPyConnection, given_vars: dict) -> dict:
    """The project's macros, and of dbt's names what the checks among them need."""
    values = {**project_vars(), **given_vars}
    sources = {f"{one['source_name']}.{one['name']}": one for one in source_tables()}
    return dbt_jinja.names(
        root=Path(),
        execute=True,
        var=lambda name: values[name],
        invocation_args_dict={"vars": given_vars},
        modules=SimpleNamespace(re=re),
        run_query=lambda query: Table(connection.execute(query)),
        graph={"nodes": {}, "sources": sources},
    )


def source_tables() -> Iterator[dict]:
    """The tables of all sources, as their YAML describes them."""
    for file in sorted(Path("models/staging").rglob("*.yml")):
        for source in described(file).get("sources", []):
            for table in source["tables"]:
                columns = {column["name"]: column for column in table["columns"]}
                yield {**table, "source_name": source["name"], "columns": columns}


def described(file: Path) -> dict:
    """What a YAML file of dbt's says."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C where it is there
    return yaml.load(file.read_text(encoding="utf-8"), Loader=loader) or {}


# Seeds


def seeds() -> dict[str, dict]:
    """The seeds, as their YAML describes them."""
    found = {}
    for file in sorted(Path("seeds").rglob("*.yml")):
        for seed in described(file).get("seeds", []):
            path = str(file.with_name(f"{seed['name']}.csv"))
            place = {"resource_type": "seed", "root_path": ".", "original_file_path": path}
            config = {"meta": {}, **seed["config"]}
            found[seed["name"]] = {**seed, **place, "config": config}
    return found


def seed_faults(connection: duckdb.DuckDBPyConnection, known: dict) -> list[str]:
    """What is wrong with the seeds' files, columns, cells, keys and meaning."""
    found, nodes = [], known["graph"]["nodes"]
    for name, seed in seeds().items():
        fault = shape_fault(Path(seed["original_file_path"]))
        if fault:
            found.append(f"{seed['original_file_path']} {fault}")
        else:
            nodes[name] = seed
    found += known["seed_faults"]()
    try:
        for name, seed in nodes.items():
            optional = seed["config"]["meta"].get("optional_columns", {})
            columns = ", ".join(
                f'try_cast("{column}" as {kind}) as "{column}"'
                for column, kind in {**seed["config"]["column_types"], **optional}.items()
            )
            nulls = ", ".join(["null", *(f'null::varchar as "{column}"' for column in optional)])
            rows = f"(select {nulls} where false union all by name {rows_of(seed, known)})"
            connection.execute(f'create view "{name}" as select {columns} from {rows}')
        for name, seed in nodes.items():
            found += itertools.islice(test_faults(connection, name, seed), MOST_FAULTS)
        for name in SEED_FAULTS:
            text = (CALENDAR_MODELS / f"{name}.sql").read_text(encoding="utf-8")
            connection.execute(f"create view {name} as {dbt_jinja.rendered(text, known)}")
        found += column(connection, f"select fault from {SEED_FAULTS[-1]} order by fault")
    except (duckdb.BinderException, duckdb.CatalogException):
        if not found:
            raise
        # else a column or seed is not there, and that is told
    return found


def rows_of(seed: dict, known: dict) -> str:
    """The FROM clause that reads a seed's file, all cells as texts."""
    return known["adapter"].dispatch("seed_rows")(seed["original_file_path"])


def shape_fault(file: Path) -> str | None:
    """Why a seed's file is no table; None if it is one."""
    try:
        with open(file, encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines, strict=True)
            width = len(next(rows, []))
            for row in rows:
                if row and len(row) != width:
                    return (
                        f"has {len(row)} cells in line {rows.line_num}, its header has {width}: "
                        "a text with a comma in it needs quotes."
                    )
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return f"cannot be read: {error}."
    return None


def test_faults(connection: duckdb.DuckDBPyConnection, name: str, seed: dict) -> Iterator[str]:
    """Where a seed breaks the data tests of its YAML."""
    file = f"{name}.csv"
    for one in seed["columns"]:
        cell = one["name"]
        for test in one.get("data_tests", []):
            kind, settings = next(iter(test.items())) if isinstance(test, dict) else (test, {})
            arguments = settings.get("arguments", {})
            if kind == "unique":
                query = f"select {cell} from {name} group by {cell} having count({cell}) > 1"
                yield from (f"{file} has the {cell} {x} twice." for x in column(connection, query))
            elif kind == "not_null":
                query = f"select count(*) from {name} where {cell} is null having count(*) > 0"
                yield from (
                    f"{file} has {x} rows without {cell}." for x in column(connection, query)
                )
            elif kind == "relationships":
                other = re.sub(r"^ref\('(.*)'\)$", r"\1", arguments["to"])
                query = (
                    f"select distinct {cell} from {name} "
                    f"anti join {other} on {name}.{cell} = {other}.{arguments['field']} "
                    f"where {cell} is not null order by 1"
                )
                yield from (
                    f"{file} names the {cell} {x}, which is not in {other}.csv."
                    for x in column(connection, query)
                )
            elif kind == "accepted_values":
                values = ", ".join(arguments["values"])
                query = f"select distinct {cell} from {name} where {cell} is not null order by 1"
                yield from (
                    f"{file} has the {cell} {x}; there are {values}."
                    for x in column(connection, query)
                    if x not in arguments["values"]
                )


def column(connection: duckdb.DuckDBPyConnection, query: str) -> list:
    """The values of a query's only column."""
    return [value for (value,) in connection.execute(query).fetchall()]


# Files


def file_faults(known: dict, given_vars: dict, files_to_come: Collection[str]) -> list[str]:
    """Which files of the sources are missing, and what their headers lack."""
    found = []
    for table in known["graph"]["sources"].values():
        settings = ticket_sources(given_vars).get(table["source_name"])
        if not isinstance(settings, dict):
            continue
        pattern = settings.get(table["name"])
        place = f"var ticket_sources.{table['source_name']}.{table['name']}"
        is_optional = table["config"]["meta"].get("is_optional")
        if pattern is None and not is_optional:
            found.append(f"{place} is missing: name the file to read.")
        if not isinstance(pattern, str) or not pattern or pattern in files_to_come:
            continue
        files = matching(pattern)
        if not files and not is_optional:
            found.append(
                f"No file {pattern} ({place}). Put an export there, name another one, "
                "or run: make generate"
            )
        delimiter = settings.get("delimiter") or ","
        faults = (fault for file in files for fault in header_faults(known, table, file, delimiter))
        found += itertools.islice(faults, MOST_FAULTS)
    return found


def header_faults(known: dict, table: dict, file: str, delimiter: str) -> list[str]:
    """What is wrong with a file's header, as the macro of that name says it."""
    found = head(file, delimiter)
    return [found.fault] if found.fault else known["header_faults"](found.as_dict(), table)
