"""The list of mutations fits the project: a text that moved is told here, not weeks later."""

import pytest
import yaml
from mutation.mutants import read_mutants
from oracles.project import ROOT
from publishing.problem import Problem


def test_each_mutation_finds_its_text_once():
    assert read_mutants(ROOT)


def test_a_text_that_moved_is_named(tmp_path):
    row = {"id": "gone", "rule": "R3", "file": "dbt_project.yml", "replace": "", "breaks": "-"}
    path = tmp_path / "mutations.yml"
    path.write_text(yaml.safe_dump([{**row, "find": "no such text"}]), encoding="utf-8")
    with pytest.raises(Problem, match="gone: what it replaces stands 0 times in dbt_project.yml"):
        read_mutants(ROOT, path)
