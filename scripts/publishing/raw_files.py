"""Generated tickets in data/raw, where no export is there; never over a file of the user's."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from publishing.problem import Problem
from publishing.sources import default_generic_files, ticket_sources

RAW = Path("data/raw")
RECORD = RAW / ".generated"
DEFAULT_TICKETS = 20_000


def files_to_come(given_vars: dict, tickets: int | None) -> list[str]:
    """The files ensure_tickets will write."""
    generic, defaults = ticket_sources(given_vars).get("generic"), default_generic_files()
    if not isinstance(generic, dict) or generic.get("tickets") != defaults["tickets"]:
        return []
    record, files = read_record(), [Path(file) for file in defaults.values()]
    if any(file.exists() and not is_generated(file, record) for file in files):
        return []
    is_there = files[0].exists() and tickets in (None, record["tickets"])
    return [] if is_there else list(defaults.values())


def ensure_tickets(given_vars: dict, tickets: int | None) -> None:
    """Generates the default source's files if a build will read them and they are not there.

    tickets: number wanted; None takes what is there, or DEFAULT_TICKETS. Raises Problem if the
    generator fails.
    """
    generic = ticket_sources(given_vars).get("generic")
    defaults = default_generic_files()
    if not isinstance(generic, dict) or generic.get("tickets") != defaults["tickets"]:
        if tickets is not None:
            print("Nothing generated: the vars name other files.")
        return
    record = read_record()
    tickets_file, events_file = Path(defaults["tickets"]), Path(defaults["events"])
    if tickets_file.exists() and not is_generated(tickets_file, record):
        print(f"{tickets_file} was not written by the generator: it stays and is read.")
        if is_generated(events_file, record):
            events_file.unlink()
            print(f"{events_file} was generated for other tickets: it is removed.")
        return
    if events_file.exists() and not is_generated(events_file, record):
        if not tickets_file.exists():
            print(
                f"{events_file} was not written by the generator, so no tickets are made up for it."
            )
        else:
            print(f"{events_file} was not written by the generator: it stays and is read.")
        return
    if files_to_come(given_vars, tickets):
        generate(tickets or DEFAULT_TICKETS)


def generate(tickets: int) -> None:
    """Runs scripts/generate_tickets.py and puts its files in place; none is ever half there."""
    remove_generated()
    fresh = RAW / ".generating"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    print(f"Generating {tickets:,} tickets in {RAW} ...", flush=True)
    command = ["scripts/generate_tickets.py", "--tickets", str(tickets), "--out", str(fresh)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"{command[0]} failed: {(done.stderr or done.stdout).strip()}")
    # The record first, the tickets last: a run killed in between is made good by the next one.
    files = sorted(fresh.iterdir(), key=lambda file: file.name == "support_tickets.csv")
    record = {"tickets": tickets, "files": {file.name: stamp(file) for file in files}}
    RECORD.write_text(json.dumps(record) + "\n", encoding="utf-8")
    for file in files:
        os.replace(file, RAW / file.name)
    fresh.rmdir()


def remove_generated() -> None:
    """Removes the files the generator wrote, as long as nobody changed them since."""
    record = read_record()
    for name in record["files"]:
        if is_generated(RAW / name, record):
            (RAW / name).unlink()
    RECORD.unlink(missing_ok=True)
    shutil.rmtree(RAW / ".generating", ignore_errors=True)


def read_record() -> dict:
    """What was generated last: tickets (a number or None) and files (name -> stamp)."""
    try:
        return json.loads(RECORD.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {"tickets": None, "files": {}}


def is_generated(file: Path, record: dict) -> bool:
    """Whether the file is there just as the generator wrote it."""
    return file.exists() and record["files"].get(file.name) == stamp(file)


def stamp(file: Path) -> list[int]:
    """Size in bytes and time of change in nanoseconds: they differ once a file was replaced."""
    status = file.stat()
    return [status.st_size, status.st_mtime_ns]
