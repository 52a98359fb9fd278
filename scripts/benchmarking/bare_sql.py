"""Runs what dbt compiled, model after model, on one connection, without dbt.

The seeds are copied from the database of the dbt build before the clock starts: they are a few
hundred rows, and dbt's way of loading them is not what is compared.
"""

import argparse
import csv
import json
import resource
import sys
import time
from graphlib import TopologicalSorter
from pathlib import Path
from types import SimpleNamespace

import duckdb
from database import new_database

sys.path.append(str(Path(__file__).resolve().parents[1]))  # where models in Python find their parts


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("manifest", type=Path, help="manifest.json of a dbt build")
    parser.add_argument("built", type=Path, help="the database of that build")
    parser.add_argument("database", type=Path, help="file to write, of the same name elsewhere")
    parser.add_argument("costs", type=Path, help="CSV file to write: what each model cost")
    arguments = parser.parse_args()
    nodes = json.loads(arguments.manifest.read_text(encoding="utf-8"))["nodes"]
    with new_database(arguments.database) as connection:
        copy_seeds(connection, nodes, arguments.built)
        costs = [cost(connection, nodes, node) for node in models(nodes)]
        connection.execute("force checkpoint")
    with arguments.costs.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["model", "seconds", "cpu_seconds"])
        writer.writerows(costs)


def copy_seeds(connection: duckdb.DuckDBPyConnection, nodes: dict, built: Path) -> None:
    """Makes the schemas of all nodes, and the seeds from the database that dbt built."""
    for schema in sorted({node["schema"] for node in nodes.values()}):
        connection.execute(f"create schema if not exists {schema}")
    connection.execute(f"attach '{built}' as built (read_only)")
    for node in nodes.values():
        if node["resource_type"] == "seed":
            name = f"{node['schema']}.{node['alias']}"
            connection.execute(f"create table {name} as from built.{name}")
    connection.execute("detach built")


def models(nodes: dict) -> list[dict]:
    """The models that were built, each after those it reads."""
    built = {
        name: node
        for name, node in nodes.items()
        if node["resource_type"] == "model" and node.get("compiled_code")
    }
    order = TopologicalSorter(
        {name: set(node["depends_on"]["nodes"]) & built.keys() for name, node in built.items()}
    )
    return [built[name] for name in order.static_order()]


def cost(
    connection: duckdb.DuckDBPyConnection, nodes: dict, node: dict
) -> tuple[str, float, float]:
    """Makes the model's table or view; its name, the seconds and the CPU seconds it took."""
    kind = "view" if node["config"]["materialized"] == "view" else "table"
    started_at, cpu_before = time.monotonic(), cpu_seconds()
    if node["language"] == "python":
        rows = made_in_python(connection, nodes, node)  # noqa: F841 (DuckDB finds it by its name)
        query = "from rows"
    else:
        query = f"{node['compiled_code']}\n"
    connection.execute(f"create {kind} {node['schema']}.{node['alias']} as ({query})")
    return node["name"], time.monotonic() - started_at, cpu_seconds() - cpu_before


def made_in_python(connection: duckdb.DuckDBPyConnection, nodes: dict, node: dict) -> object:
    """What a model in Python returns: a relation or a data frame."""
    tables = {one["name"]: f"{one['schema']}.{one['alias']}" for one in nodes.values()}
    known: dict = {}
    exec(compile(node["raw_code"], node["original_file_path"], "exec"), known)
    config = SimpleNamespace(get=node["config"].get)
    dbt = SimpleNamespace(ref=lambda name: connection.table(tables[name]), config=config)
    return known["model"](dbt, connection)


def cpu_seconds() -> float:
    """User and system seconds of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
