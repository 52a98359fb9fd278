"""The folders of builds, the links that make one of them current, and the lock that guards them."""

import fcntl
import getpass
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from publishing.problem import Problem

BUILDS = Path("builds")
NEXT = (
    BUILDS / "next"
)  # one path for every build: dbt parses all anew when its database's path changes
FAILED = BUILDS / "failed"
CURRENT = BUILDS / "current"
PROCESSED = Path("data/processed")
DATABASE = Path("tickets.duckdb")


@contextmanager
def build_lock() -> Iterator[None]:
    """Holds builds/.lock; raises Problem if another build does. It ends with the process."""
    BUILDS.mkdir(exist_ok=True)
    with open(BUILDS / ".lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            raise Problem(f"A build is running already: {holder}. Wait for it to end.") from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()} of {user()}, started {utc_now():%Y-%m-%d %H:%M:%S} UTC")
        lock.flush()
        yield


def user() -> str:
    """Name of the user, or the number where there is no name for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def utc_now() -> datetime:
    """The clock's time in UTC. It names builds; no figure depends on it."""
    return datetime.now(UTC)


def current_build() -> str | None:
    """Id of the current build; None before the first good one."""
    return os.readlink(CURRENT) if CURRENT.exists() else None


def start() -> None:
    """Makes an empty folder for the next build; what a killed one left there goes."""
    shutil.rmtree(NEXT, ignore_errors=True)
    NEXT.mkdir()


def keep_failed() -> None:
    """Puts the unfinished build aside for a look, in place of the one before."""
    shutil.rmtree(FAILED, ignore_errors=True)
    os.replace(NEXT, FAILED)


def publish(keep: int) -> str:
    """Makes the finished build current in one step and returns its id; keeps `keep` good builds."""
    build_id = f"{utc_now():%Y%m%dT%H%M%SZ}-{os.getpid()}"
    exports = sorted(file.name for file in (NEXT / "processed").iterdir())
    sync(NEXT)
    os.replace(NEXT, BUILDS / build_id)
    make_links(exports)
    replace_link(CURRENT, build_id)
    sync_folder(BUILDS)
    remove_links(exports)
    remove_old(keep)
    return build_id


def make_links(exports: list[str]) -> None:
    """Links tickets.duckdb and data/processed/*.csv into the current build; moves others aside."""
    PROCESSED.mkdir(parents=True, exist_ok=True)
    for place, target in [
        (DATABASE, database_target()),
        *((PROCESSED / n, export_target(n)) for n in exports),
    ]:
        if place.is_symlink() and os.readlink(place) == target:
            continue
        if place.is_symlink() or place.exists():
            aside = free_name(place)
            os.replace(place, aside)
            print(f"{place} was not a build's: it is now {aside}.")
        place.symlink_to(target)


def remove_links(exports: list[str]) -> None:
    """Removes our links to exports the current build does not have any more."""
    for place in PROCESSED.iterdir():
        ours = place.is_symlink() and os.readlink(place) == export_target(place.name)
        if ours and place.name not in exports:
            place.unlink()


def remove_old(keep: int) -> None:
    """Removes all but the current and the newest good builds, `keep` in all."""
    current = current_build()
    good = sorted(
        (p.name for p in BUILDS.iterdir() if p.is_dir() and p.name[:1].isdigit()), reverse=True
    )
    kept = [current, *(name for name in good if name != current)][: max(keep, 1)]
    for name in good:
        if name not in kept:
            shutil.rmtree(BUILDS / name)


def database_target() -> str:
    """Where the link tickets.duckdb leads."""
    return "builds/current/tickets.duckdb"


def export_target(name: str) -> str:
    """Where the link data/processed/<name> leads."""
    return f"../../builds/current/processed/{name}"


def free_name(place: Path) -> Path:
    """<name>.old, or <name>.old2 and so on if that is taken."""
    names = (place.with_name(f"{place.name}.old{number or ''}") for number in (0, *range(2, 1000)))
    return next(name for name in names if not name.exists() and not name.is_symlink())


def replace_link(link: Path, target: str) -> None:
    """Points the link at the target; at every instant there is the old one or the new one."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    os.replace(fresh, link)


def sync(folder: Path) -> None:
    """Has the disk write all files and folders in `folder`: a power cut cannot empty them then."""
    for root, _, names in os.walk(folder):
        for name in names:
            sync_path(os.path.join(root, name), os.O_RDONLY)
        sync_folder(Path(root))
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Has the disk write the list of names in `folder`."""
    sync_path(str(folder), os.O_RDONLY | os.O_DIRECTORY)


def sync_path(path: str, flags: int) -> None:
    """fsync of one file or folder."""
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
