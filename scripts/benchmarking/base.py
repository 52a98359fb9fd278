"""The project as it was at another commit, to build beside the one at hand."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from publishing.problem import Problem

LOCK = "requirements.txt"


@dataclass(frozen=True)
class Project:
    """A folder with a dbt project, and the Python that has its packages."""

    root: Path
    python: Path

    @property
    def dbt(self) -> str:
        """dbt's command."""
        return str(self.python.parent / "dbt")


@contextmanager
def checked_out(root: Path, commit: str) -> Iterator[Project]:
    """The project of `root` at a commit, in a folder that goes again.

    It has packages of its own if that commit locks others. Raises Problem if git or uv fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "project"
        git = ["git", "-C", str(root)]
        do([*git, "worktree", "add", "--quiet", "--detach", str(there), commit])
        try:
            python = Path(sys.executable)
            if (there / LOCK).read_bytes() != (root / LOCK).read_bytes():
                print(f"Installing the packages of {commit} ...", flush=True)
                uv, python = str(python.parent / "uv"), there / ".venv/bin/python"
                do([uv, "venv", "--quiet", "--python", sys.executable, str(there / ".venv")])
                install = [uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
                do([*install, "--python", str(python), "-r", str(there / LOCK)])
            yield Project(there, python)
        finally:
            do([*git, "worktree", "remove", "--force", str(there)])


def do(command: list[str]) -> None:
    """Runs a command; raises Problem with what it said if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Problem(f"{' '.join(command)}\nfailed: {done.stderr.strip()}")
