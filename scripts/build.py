"""Builds the project from the exports and publishes it: all of it, or nothing.

A build goes to a folder of its own. Only when every model and every test is good does one step make
it current: tickets.duckdb and data/processed/*.csv lead there. Until then, and after any failure,
the last good build stays what it was. Readers never wait for a build, nor a build for readers.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

import duckdb
from publishing import checks, export, folders, raw_files, summary
from publishing.problem import Problem
from publishing.sources import read_vars

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Runs the command line; returns the exit code: 0 published, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--vars", default="", help="dbt vars as a YAML mapping, like '{as_of: 2026-10-01}'"
    )
    parser.add_argument(
        "--tickets",
        type=int,
        help=f"number of tickets to generate in data/raw; without it, {raw_files.DEFAULT_TICKETS} "
        "if nothing is there. A file the generator did not write is never touched.",
    )
    parser.add_argument("--keep", type=int, default=2, help="good builds to keep (default 2)")
    only = parser.add_mutually_exclusive_group()
    only.add_argument(
        "--generate-only", action="store_true", help="write data/raw if needed, build nothing"
    )
    only.add_argument("--clean", action="store_true", help="remove all builds and generated data")
    arguments = parser.parse_args()
    if arguments.tickets is not None and arguments.tickets < 1:
        parser.error("--tickets must be at least 1")
    os.chdir(ROOT)
    try:
        if arguments.clean:
            clean()
        elif arguments.generate_only:
            with folders.build_lock():
                raw_files.ensure_tickets(read_vars(arguments.vars), arguments.tickets)
        else:
            build(arguments.vars, arguments.tickets, arguments.keep)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def build(vars_text: str, tickets: int | None, keep: int) -> None:
    """Generates if need be, builds, tests, publishes, reports; raises Problem if that fails."""
    started_at = time.monotonic()
    given_vars = read_vars(vars_text)
    with folders.build_lock():
        try:
            stop_at_faults(given_vars, tickets)
            raw_files.ensure_tickets(given_vars, tickets)
            warnings = make(vars_text)
        except Problem as problem:
            raise Problem(f"Build failed: {problem}\n{what_is_current()}") from problem
        build_id = folders.publish(keep)
    for warning in warnings:
        print(f"Warning: {warning}")
    with duckdb.connect(f"builds/{build_id}/tickets.duckdb", read_only=True) as connection:
        summary.print_rows(connection)
        summary.print_kpis(connection)
    print(f"\nPublished build {build_id} in {time.monotonic() - started_at:.0f} s.")
    print("  Database       tickets.duckdb   (look into it: make inspect)")
    print("  CSV files      data/processed/")


def stop_at_faults(given_vars: dict, tickets: int | None) -> None:
    """Raises Problem with all that is wrong with vars, seeds and files, before anything starts."""
    faults = checks.faults(given_vars, raw_files.files_to_come(given_vars, tickets))
    if faults:
        raise Problem("\n- ".join(["", *faults]) if len(faults) > 1 else faults[0])


def make(vars_text: str) -> list[str]:
    """Makes builds/next whole: database, exports, dbt's artefacts. Returns warnings.

    Raises Problem; a database with failed models or tests is kept in builds/failed.
    """
    folders.start()
    database = folders.NEXT / "tickets.duckdb"
    os.environ["TICKETS_DATABASE"] = str(database)
    print("Starting dbt ...", flush=True)
    from publishing.run_dbt import (
        FailedNodes,
        build_and_test,
    )  # takes 2 s, and nothing above needs it

    try:
        warnings = build_and_test(vars_text)
        print("Writing exports ...", flush=True)
        with duckdb.connect(str(database)) as connection:
            export.export_kpis(connection, folders.NEXT / "processed")
            connection.execute("force checkpoint")
        for artefact in ("manifest.json", "run_results.json"):
            shutil.copy2(Path("target") / artefact, folders.NEXT)
    except FailedNodes as problem:
        folders.keep_failed()
        raise Problem(
            f"{problem}\nThe failed database is kept in {folders.FAILED}/tickets.duckdb."
        ) from problem
    except (duckdb.Error, OSError) as error:
        folders.keep_failed()
        raise Problem(f"{error}") from error
    return warnings


def what_is_current() -> str:
    """Says which build readers have after a failure."""
    current = folders.current_build()
    return (
        f"The last good build, {current}, is still current."
        if current
        else "There is no good build yet."
    )


def clean() -> None:
    """Removes builds, the links into them and generated data; never a file of the user's."""
    with folders.build_lock():
        folders.remove_links([])
        if (
            folders.DATABASE.is_symlink()
            and os.readlink(folders.DATABASE) == folders.database_target()
        ):
            folders.DATABASE.unlink()
        raw_files.remove_generated()
        shutil.rmtree(folders.BUILDS)


if __name__ == "__main__":
    sys.exit(main())
