"""Puts one mutation after the other into a copy of the project and runs the tests on it.

A copy comes with a finished build. dbt compares the mutated project with that build's manifest, so
that only what a mutation touches is parsed, built and tested again.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner
from publishing.problem import Problem

from mutation.mutants import Kill, Mutant

PARTS = ["dbt_project.yml", "profiles.yml", "pyproject.toml"]
PARTS += ["macros", "models", "scripts", "seeds", "tests"]
DATABASE, FINISHED, STATE = "mutant.duckdb", "finished.duckdb", "finished"
GENERATE = ["scripts/generate_tickets.py", "--tickets", "300", "--days", "60", "--seed", "3"]
GENERATE += ["--end-date", "2026-03-12", "--dirty", "0.03", "--out", "raw"]
VARS = (
    "{ticket_sources: {generic: "
    "{tickets: raw/support_tickets.csv, events: raw/ticket_events.csv, time_zone: UTC}}}"
)
QUIET = ["--quiet", "--no-print", "--log-level", "none", "--log-level-file", "none"]
TOUCHED = ["--state", STATE, "--fail-fast", "--select"]
UNIT_TESTS = ["test", *TOUCHED, "state:modified", "--resource-type", "unit_test"]
REBUILD = ["build", *TOUCHED, "state:modified+", "--exclude-resource-type", "unit_test"]
ORACLES = ("test_text_models.py", "test_oracle_*.py", "test_sla_*.py")
BROKEN = "no SQL"
BROKEN_WORDS = ("Parser Error", "Binder Error", "Catalog Error", "Compilation Error")


def prepare(project: Path, folder: Path) -> None:
    """Copies a project and builds it from generated tickets; raises Problem unless all is good."""
    shutil.rmtree(folder.parent, ignore_errors=True)  # copies of an earlier run, too
    folder.mkdir(parents=True)
    for name in PARTS:
        if (project / name).is_dir():
            leave = shutil.ignore_patterns("__pycache__")
            shutil.copytree(project / name, folder / name, ignore=leave)
        else:
            shutil.copy2(project / name, folder / name)
    enter(folder)
    made = subprocess.run([sys.executable, *GENERATE], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Problem(f"The tickets to try mutations on cannot be generated: {made.stderr}")
    kill = run_dbt("build")
    if kill:
        raise Problem(f"A test fails without any mutation: {kill.test}: {kill.message}")
    os.rename(DATABASE, FINISHED)
    shutil.copytree("target", STATE)


def enter(folder: Path) -> None:
    """Goes to a copy; all paths that dbt and the sources know are relative to it."""
    os.chdir(folder)
    os.environ.update(TICKETS_DATABASE=DATABASE, TICKETS_THREADS="1")


def enter_copy(prepared: Path) -> None:
    """Makes a copy for this process alone, and goes there."""
    folder = prepared.with_name(f"copy_{os.getpid()}")
    shutil.copytree(prepared, folder)
    enter(folder)


def first_kill(mutant: Mutant) -> Kill | None:
    """The first failure a mutation causes in the copy at hand, the cheap tests first."""
    path = Path(mutant.file)
    sound = path.read_text(encoding="utf-8")
    shutil.copy2(FINISHED, DATABASE)
    try:
        path.write_text(mutant.text(Path()), encoding="utf-8")
        kill = run_dbt(*UNIT_TESTS) or run_dbt(*REBUILD) or run_oracles()
    finally:
        path.write_text(sound, encoding="utf-8")
    if kill and kill.kind == "oracle" and run_oracles(kill.test):
        raise Problem(f"The oracle {kill.test} fails without any mutation.")
    return kill


def run_dbt(*arguments: str) -> Kill | None:
    """Runs a command of dbt; returns its first failure."""
    outcome = dbtRunner().invoke([*QUIET, *arguments, "--vars", VARS])
    DuckDBConnectionManager.close_all_connections()
    if outcome.exception:
        return Kill(BROKEN, "dbt", str(outcome.exception))
    for result in outcome.result.results:
        if result.status in ("fail", "error", "runtime error"):
            return Kill(kind_of(result), result.node.name, result.message or "")
    return None


def kind_of(result) -> str:
    """The kind of test that a failed node of dbt is."""
    message = result.message or ""
    if "enforced contract" in message:
        return "contract"
    if "in macro stop_at_faults" in message:
        return "build"
    if any(word in message for word in BROKEN_WORDS):
        return BROKEN
    if result.node.resource_type == "unit_test":
        return "unit"
    if result.node.resource_type == "test":
        return "law" if result.node.name.startswith("law_") else "generic"
    return "build"


def run_oracles(*tests: str) -> Kill | None:
    """Runs the pytest oracles, or some of them, against the copy; returns the first failure."""
    folder = Path("tests/python")
    files = [str(path) for pattern in ORACLES for path in sorted(folder.glob(pattern))]
    command = [sys.executable, "-m", "pytest", "-x", "-rfE", "-p", "no:cacheprovider"]
    command += tests or files
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)(?: - (.*))?$", done.stdout, re.MULTILINE)
    if failed:
        return Kill("oracle", failed[1], failed[2] or "")
    if done.returncode:
        raise Problem(f"pytest cannot run the oracles: {done.stdout[-500:]}{done.stderr[-500:]}")
    return None
