"""Adapters the default does not read are off, and their unit tests with them: they run here."""

import pytest
import yaml
from oracles.project import ROOT, Builder, copy_project

STAGING = ROOT / "models/staging"
OTHERS = sorted(folder.name for folder in STAGING.iterdir() if folder.name != "generic")


@pytest.mark.parametrize("source", OTHERS)
def test_adapter_builds_and_its_unit_tests_pass(tmp_path, source):
    """Each file of the source has all its columns and one row, without a cell."""
    sources = STAGING / source / f"_{source}__sources.yml"
    [declared] = yaml.safe_load(sources.read_text(encoding="utf-8"))["sources"]
    files = {}
    for table in declared["tables"]:
        names = [column["name"] for column in table["columns"]]
        file = tmp_path / f"{table['name']}.csv"
        file.write_text(",".join(names) + "\n" + "," * (len(names) - 1) + "\n", encoding="utf-8")
        files[table["name"]] = str(file)
    builder = Builder(copy_project(tmp_path / "project"))
    outcome = builder.invoke(
        "build",
        {"ticket_sources": {source: files}},
        tmp_path / "tickets.duckdb",
        "--select",
        f"staging.{source}",
    )
    assert outcome.result, outcome.exception
    statuses = {one.node.name: str(one.status) for one in outcome.result.results}
    kinds = {one.node.resource_type for one in outcome.result.results}
    assert set(statuses.values()) <= {"success", "pass"}, statuses
    assert kinds >= {"model", "unit_test"}, f"no unit test of {source}"
