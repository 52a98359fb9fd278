"""Says what the project's plan is made of, and stops at what breaks it.

Reads the manifest `dbt parse` writes; `make lint` runs it. Text models are those in a folder named
text, tagged text or made of such models alone; core is all the others.
"""

import argparse
import json
import sys
from collections import defaultdict
from functools import cached_property
from pathlib import Path

import dbt_jinja

# Folders of models/intermediate: each reads itself and lines above, not its neighbours in a line.
# A folder that is not named here is not held to any order.
ORDER = [["records"], ["calendar"], ["history"], ["sla", "backlog"], ["text"]]
# No fact may grow beyond these. Lower them when the plan gets better.
BOUNDS = {
    "models": 85,
    "macros": 52,
    "longest path": 20,
    "longest core path": 15,
    "folders in a circle": 0,
    "lines of the longest compiled model": 215,
}
TWINS = ("duckdb__", "spark__", "default__")  # spellings of one macro


class Plan:
    """The models of a project and what they read."""

    def __init__(self, manifest: dict):
        project = manifest["metadata"]["project_name"]
        self.models = {
            key: node
            for key, node in manifest["nodes"].items()
            if node["resource_type"] == "model" and node["package_name"] == project
        }
        self.macros = [
            macro["name"]
            for macro in manifest["macros"].values()
            if macro["package_name"] == project
            and not macro["name"].startswith((*TWINS, "test_", "materialization_"))
        ]
        self.parents = {
            key: [parent for parent in node["depends_on"]["nodes"] if parent in self.models]
            for key, node in self.models.items()
        }
        self.readers = defaultdict(list)
        for key, parents in self.parents.items():
            for parent in parents:
                self.readers[parent].append(key)

    def folders(self, key: str) -> list[str]:
        """The folders a model lies in, below models/."""
        return self.models[key]["original_file_path"].split("/")[1:-1]

    def room(self, key: str) -> str | None:
        """The folder of models/intermediate a model lies in; None elsewhere."""
        layer, *below = [*self.folders(key), None]
        return below[0] if layer == "intermediate" else None

    def is_text(self, key: str) -> bool:
        """Whether a model is there for what customers write, or made of such models alone."""
        if "text" in self.models[key].get("tags", []) or "text" in self.folders(key):
            return True
        return bool(self.parents[key]) and all(map(self.is_text, self.parents[key]))

    @cached_property
    def depths(self) -> dict[str, int]:
        """Per model the number of models on the longest way to it, itself among them."""
        depths = {}

        def depth(key: str) -> int:
            if key not in depths:
                depths[key] = 1 + max(map(depth, self.parents[key]), default=0)
            return depths[key]

        for key in self.models:
            depth(key)
        return depths

    @cached_property
    def steps(self) -> list[tuple[str, str]]:
        """Each pair of model and reader in different folders of intermediate."""
        return [
            (parent, key)
            for key, parents in self.parents.items()
            for parent in parents
            if self.room(parent) and self.room(key) and self.room(parent) != self.room(key)
        ]

    def circle(self) -> set[str]:
        """Folders of intermediate that read what is made of them."""
        reached = defaultdict(set)
        for parent, key in self.steps:
            reached[self.room(parent)].add(self.room(key))
        for _ in list(reached):
            for folder in list(reached):
                for other in list(reached[folder]):
                    reached[folder] |= reached.get(other, set())
        return {folder for folder in reached if folder in reached[folder]}

    def compiled_lines(self) -> dict[str, int]:
        """Lines of each SQL model once Jinja is through with it."""
        known = dbt_jinja.names()
        return {
            node["name"]: len(dbt_jinja.rendered(node["raw_code"], known).strip().splitlines())
            for node in self.models.values()
            if node["language"] == "sql"
        }

    def facts(self) -> dict[str, int]:
        """The plan in numbers."""
        core = [depth for key, depth in self.depths.items() if not self.is_text(key)]
        return {
            "models": len(self.models),
            "macros": len(self.macros),
            "longest path": max(self.depths.values(), default=0),
            "longest core path": max(core, default=0),
            "folders in a circle": len(self.circle()),
            "models of intermediate with one reader": sum(
                bool(self.room(key)) and len(self.readers[key]) == 1 for key in self.models
            ),
            "lines of the longest compiled model": max(self.compiled_lines().values(), default=0),
        }


def faults(plan: Plan) -> list[str]:
    """One sentence per thing that breaks the order of the plan."""
    name = {key: node["name"] for key, node in plan.models.items()}
    rank = {folder: number for number, line in enumerate(ORDER) for folder in line}
    found = []
    for parent, key in plan.steps:
        read, reader = plan.room(parent), plan.room(key)
        if read in rank and reader in rank and rank[read] >= rank[reader]:
            found.append(
                f"{name[key]} (folder {reader}) reads {name[parent]} (folder {read}): "
                f"{reader} reads only what stands above it in ORDER of scripts/plan_facts.py."
            )
    for key in plan.models:
        layer = plan.folders(key)[:1]
        if "text" in plan.folders(key):
            found += [
                f"{name[reader]} reads {name[key]}: only text models and KPIs read text."
                for reader in plan.readers[key]
                if not plan.is_text(reader) and plan.folders(reader)[:1] != ["kpi"]
            ]
        if layer == ["staging"] and not plan.readers[key]:
            found.append(f"{name[key]} is read by nothing: its rows would be lost in silence.")
    return sorted(found)


def over_bounds(facts: dict[str, int], bounds: dict[str, int]) -> list[str]:
    """One sentence per fact that has grown beyond its bound."""
    return [
        f"{fact}: {facts[fact]}, more than {bound} (BOUNDS of scripts/plan_facts.py)."
        for fact, bound in bounds.items()
        if facts[fact] > bound
    ]


def main() -> int:
    """Prints the facts; returns 1 if something breaks the plan."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("manifest", nargs="?", default="target/manifest.json", type=Path)
    arguments = parser.parse_args()
    plan = Plan(json.loads(arguments.manifest.read_text(encoding="utf-8")))
    facts = plan.facts()
    print(", ".join(f"{fact} {number}" for fact, number in facts.items()))
    broken = [*faults(plan), *over_bounds(facts, BOUNDS)]
    for sentence in broken:
        print(sentence, file=sys.stderr)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
