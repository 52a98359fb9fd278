"""Plans of models, with the time and rows of each step."""

import json
from pathlib import Path

import duckdb


def write(target: Path, database: Path, models: list[str], folder: Path) -> None:
    """Runs each model's SQL again, on the finished database; writes folder/<model>.txt."""
    nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    compiled = {node["name"]: node.get("compiled_code") for node in nodes}
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for model in models:
            ((_, plan),) = connection.execute(f"explain analyze {compiled[model]}").fetchall()
            (folder / f"{model}.txt").write_text(plan, encoding="utf-8")
