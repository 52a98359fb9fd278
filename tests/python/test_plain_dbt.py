"""What plain dbt does in this project besides building: the sample, other folders, last lines."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from oracles import project
from publishing import run_dbt
from reading import files

SAMPLE = ("support_tickets.csv", "ticket_events.csv")
STAGING = ["--select", "+stg_generic__tickets", "--exclude-resource-type", "unit_test", "test"]


@pytest.fixture
def sampled(builder):
    """A copied project with the sample and without an export."""
    shutil.copytree(project.ROOT / "data/sample", builder.project / "data/sample")
    yield builder
    shutil.rmtree(builder.project / "data")


def test_the_sample_is_what_the_generator_makes(tmp_path):
    command = ["make", "sample", f"SAMPLE={tmp_path}", f"BIN={Path(sys.executable).parent}"]
    subprocess.run(command, cwd=project.ROOT, check=True, capture_output=True)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(SAMPLE)
    for name in SAMPLE:
        kept = project.ROOT / "data/sample" / name
        assert (tmp_path / name).read_bytes() == kept.read_bytes(), (
            f"make sample writes {name} anew"
        )


def test_without_an_export_the_sample_is_read_from_any_folder(sampled, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DBT_PROJECT_DIR", str(sampled.project))
    database = tmp_path / "tickets.duckdb"
    outcome = sampled.invoke("build", {}, database, *STAGING)
    assert outcome.success, outcome.exception
    query = "select count(distinct ticket_id) as tickets from staging.stg_generic__tickets"
    assert project.rows(database, query) == [{"tickets": 300}]


@pytest.mark.parametrize("reason", ["named", "there is another file"])
def test_the_sample_never_stands_in_for_a_file_of_the_user(sampled, tmp_path, monkeypatch, reason):
    monkeypatch.chdir(sampled.project)
    monkeypatch.setattr(files, "PROJECT", sampled.project)  # not the one with these tests in it
    given = {}
    if reason == "named":
        settings = yaml.safe_load((sampled.project / "dbt_project.yml").read_text())["vars"]
        given = {"ticket_sources": settings["ticket_sources"]}
    else:
        (sampled.project / "data/raw").mkdir()
        (sampled.project / "data/raw/export.csv").touch()
    outcome = sampled.invoke("build", given, tmp_path / "tickets.duckdb", *STAGING)
    told = run_dbt.sentence(str(outcome.exception))
    assert told.startswith("No file data/raw/support_tickets.csv (var ticket_sources.generic.")


@pytest.mark.parametrize(("status", "is_read"), [("success", True), ("skipped", False)])
def test_only_what_this_run_built_is_reported(builder, tmp_path, status, is_read):
    # The tables are not there: reading them is an error.
    tables = ["fct_row_accounting", "fct_unmapped_words"]
    results = [
        {"node": {"name": name, "relation_name": f"marts.{name}"}, "status": status}
        for name in tables
    ]
    arguments = ["report_rows", "--args", yaml.safe_dump({"results": results})]
    outcome = builder.invoke("run-operation", {}, tmp_path / "tickets.duckdb", *arguments)
    assert outcome.success is not is_read


def test_a_failed_test_is_told_with_its_first_row(builder, tmp_path):
    query = "select 'a' as queue, 2 as ticket_count"
    node = {"name": "law_x", "resource_type": "test", "compiled_code": query}
    results = {"results": [{"node": node, "status": "fail", "failures": 3}]}
    said = []
    outcome = builder.invoke(
        "run-operation",
        {},
        tmp_path / "tickets.duckdb",
        "report_failures",
        "--args",
        yaml.safe_dump(results),
        callbacks=[lambda event: said.append(event.info.msg)],
    )
    assert outcome.success, outcome.exception
    assert "law_x found 3, the first: queue = a, ticket_count = 2" in said


def test_a_kpi_with_what_stands_behind_it_brings_the_law_of_the_registry(builder, tmp_path):
    kpis = sorted(file.stem for file in (project.ROOT / "models/kpi").glob("*.sql"))
    for kpi in kpis:
        arguments = ["--select", f"{kpi}+1", "--resource-type", "test", "--output", "name"]
        outcome = builder.invoke("ls", {}, tmp_path / "tickets.duckdb", *arguments)
        assert "law_registry_names_every_figure" in outcome.result, kpi
