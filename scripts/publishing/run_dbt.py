"""Runs dbt in this process, with a line of progress for its log and sentences for its traces."""

import os
import re
import sys
import time
from collections import Counter

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from publishing.problem import Problem

# dbt's resource types: the word for them here, and where its "Found ..." line counts them
KINDS = {
    "seed": ("seeds", r"(\d+) seeds?"),
    "model": ("models", r"(\d+) models?"),
    "test": ("tests", r"(\d+) data tests?"),
}
LINE_SECONDS = 10.0
MOST_FAILURES = 12


class FailedNodes(Problem):
    """Models or tests failed: there is a database to look at."""


class Progress:
    """Counts finished nodes; rewrites one line on a terminal, else prints one now and then."""

    def __init__(self) -> None:
        self.total: Counter = Counter()
        self.done: Counter = Counter()
        self.printed_at = time.monotonic()

    def __call__(self, event) -> None:
        """Takes an event of dbt's."""
        if event.info.name == "FoundStats":
            for kind, (_, pattern) in KINDS.items():
                found = re.search(pattern, event.data.stat_line)
                self.total[kind] = int(found[1]) if found else 0
        elif event.info.name == "PrintEvent" and not self.done:
            print(event.data.msg.strip(), flush=True)  # what on-run-start has to say
        elif event.info.name == "NodeFinished":
            self.done[event.data.node_info.resource_type] += 1
            due = time.monotonic() - self.printed_at >= LINE_SECONDS
            if sys.stdout.isatty():
                print(f"\r  {self.line()} ", end="", flush=True)
            elif due:
                self.printed_at = time.monotonic()
                print(f"  {self.line()}", flush=True)

    def line(self) -> str:
        """Like: seeds 8/8, models 31/64, tests 12/120."""
        return ", ".join(
            f"{word} {self.done[kind]}/{self.total[kind]}" for kind, (word, _) in KINDS.items()
        )

    def end(self) -> None:
        """Prints the last state."""
        print(f"{chr(13) if sys.stdout.isatty() else ''}  {self.line()}", flush=True)


def build_and_test(vars_text: str) -> list[str]:
    """Builds seeds and models and runs the data tests; returns warnings, one sentence each.

    vars_text: the --vars as given. Raises FailedNodes when a model or test fails, Problem when dbt
    stops before them.
    """
    progress = Progress()
    arguments = [
        "--log-level",
        "none",
        "--log-level-file",
        "info",
        "build",
        "--exclude-resource-type",
        "unit_test",
        "--project-dir",
        ".",
        "--profiles-dir",
        ".",
        "--target-path",
        "target",
    ]
    if vars_text:
        arguments += ["--vars", vars_text]
    outcome = dbtRunner(callbacks=[progress]).invoke(arguments)
    DuckDBConnectionManager.close_all_connections()
    if progress.done:
        progress.end()
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise Problem("Stopped by the keyboard.") from outcome.exception
    results = list(outcome.result.results) if outcome.result else []
    if not outcome.success:
        bad = [result for result in results if result.status in ("error", "fail", "runtime error")]
        if not bad:
            raise Problem(sentence(str(outcome.exception)))
        lines = sorted(failure(result) for result in bad)
        more = [f"and {len(lines) - MOST_FAILURES} more"] if len(lines) > MOST_FAILURES else []
        raise FailedNodes("\n".join(["", *lines[:MOST_FAILURES], *more]))
    return [failure(result) for result in results if result.status == "warn"]


def failure(result) -> str:
    """One line on a node that failed or warned: what it is, where it stands, dbt's message."""
    node = result.node
    message = sentence(result.message or "")
    if node.resource_type == "test" and result.status in ("fail", "warn"):
        first = first_row(node.compiled_code)
        if "sentence" in first:
            return str(first["sentence"])
        cells = ", ".join(f"{name} = {value}" for name, value in first.items())
        message += f"; the first: {cells}" if cells else ""
    return f"{node.resource_type} {node.name} ({node.original_file_path}): {message}"


def first_row(query: str) -> dict:
    """The first row that a test finds fault with, by column; empty if there is none any more."""
    with duckdb.connect(os.environ["TICKETS_DATABASE"], read_only=True) as connection:
        found = connection.execute(f"select * from ({query}) limit 1")
        names, row = [column[0] for column in found.description], found.fetchone()
    return dict(zip(names, row or (), strict=False))


def sentence(message: str) -> str:
    """dbt's message without its heading, its hints for programmers and its call stack."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    if len(lines) > 1 and re.match(r"(Compilation|Runtime|Database) Error\b", lines[0]):
        lines = lines[1:]
    kept = []
    for line in lines:
        if line.startswith(
            ("> in macro", "> called by", "compiled code at", "Possible Solution", "LINE ")
        ):
            break
        kept.append(line)
    return " ".join(kept)
