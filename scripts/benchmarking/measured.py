"""Runs a command as a process of its own and measures what it took."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from publishing.problem import Problem

LAST_LINES = 15


@dataclass(frozen=True)
class Cost:
    """seconds by the clock; cpu_seconds, user and system, of all threads; peak_mb, resident."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def run(command: list[str], log: Path, environment: dict[str, str] | None = None) -> Cost:
    """Runs the command, its output to `log`; raises Problem with the end of that if it fails."""
    log.parent.mkdir(parents=True, exist_ok=True)
    started_at = time.monotonic()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=output, env={**os.environ, **(environment or {})}
        )
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started_at
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        raise Problem(f"{' '.join(command)}\nfailed ({process.returncode}):\n" + "\n".join(said))
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
