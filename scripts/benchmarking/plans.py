"""Plans of models, with the time and rows of each step."""

import json
from pathlib import Path

import duckdb

MOST_PLANS = 3


def write(target: Path, database: Path, models: list[str], folder: Path) -> None:
    """Runs the SQL of the first models again, on the finished database; to folder/<model>.txt."""
    nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"].values()
    compiled = {
        node["name"]: node.get("compiled_code") for node in nodes if node.get("language") == "sql"
    }
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        for model in [model for model in models if model in compiled][:MOST_PLANS]:
            ((_, plan),) = connection.execute(f"explain analyze {compiled[model]}").fetchall()
            (folder / f"{model}.txt").write_text(plan, encoding="utf-8")
