"""What one process of a test run makes for all of them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def is_first(folder: Path) -> Iterator[bool]:
    """Whether a folder is still to be filled; another process waits until the first one is through.

    What the first one leaves half made after a failure, the next one makes anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / ".done"
    with open(folder / ".lock", "a", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()
