"""Finds the files a build will read and tells what is wrong with them."""

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO

import duckdb
import yaml

from publishing.problem import Problem

CHUNK_BYTES = 1 << 20
LINE_BYTES = 16777216  # max_line_size of macros/engine/duckdb__file_lines.sql
NOT_FILES = ("time_zone", "delimiter")


def read_vars(text: str) -> dict:
    """Reads --vars, a mapping in YAML or JSON; raises Problem if it is anything else."""
    try:
        given = yaml.safe_load(text or "{}")
    except ValueError as error:  # YAML makes dates of texts like 2026-02-30
        raise Problem(f"--vars is {text}: {error}.") from error
    except yaml.YAMLError as error:
        raise Problem(f"--vars is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(given, dict):
        raise Problem(f"--vars is {text}: write a mapping like '{{as_of: 2026-10-01}}'.")
    return given


def project_vars() -> dict:
    """The vars of dbt_project.yml with their defaults."""
    return yaml.safe_load(Path("dbt_project.yml").read_text(encoding="utf-8"))["vars"]


def ticket_sources(given_vars: dict) -> dict:
    """The var ticket_sources as dbt will see it: of `given_vars`, else the project's default."""
    sources = {**project_vars(), **given_vars}["ticket_sources"]
    return sources if isinstance(sources, dict) else {}


def default_generic_files() -> dict:
    """The generic source's files by table (tickets, events) as dbt_project.yml names them."""
    generic = ticket_sources({})["generic"]
    return {table: pattern for table, pattern in generic.items() if table not in NOT_FILES}


def source_files(given_vars: dict) -> list[str]:
    """Files that exist among those the sources name."""
    patterns = [
        pattern
        for settings in ticket_sources(given_vars).values()
        if isinstance(settings, dict)
        for setting, pattern in settings.items()
        if setting not in NOT_FILES and isinstance(pattern, str)
    ]
    return sorted({file for pattern in patterns for file in matching_files(pattern)})


def matching_files(pattern: str) -> list[str]:
    """The files a path or glob names; a glob means what it means to DuckDB."""
    written = pattern.replace("'", "''")  # DuckDB imports pandas, seconds long, for a parameter
    with duckdb.connect() as connection:
        found = connection.execute(f"select file from glob('{written}') order by file")
        return [file for (file,) in found.fetchall()]


def check_gzip_files(files: list[str]) -> None:
    """Reads each .gz through; raises Problem at a bad one (DuckDB reads half a file in silence)."""
    for file in files:
        if not file.endswith(".gz"):
            continue
        try:
            with opened(file) as stream:
                while stream.read(CHUNK_BYTES):
                    continue
        except EOFError as error:
            raise Problem(
                f"{file} is cut off: its gzip data ends early. Copy or download it again."
            ) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise Problem(
                f"{file} is not a sound gzip file ({error}). Copy it again, "
                "or take .gz off its name if it is not compressed."
            ) from error
        except OSError as error:
            raise Problem(f"{file} cannot be read: {error.strerror}.") from error


def unreadable_file(files: list[str]) -> str | None:
    """One sentence on the first file not in UTF-8 or with too long a line; None if all is well."""
    for file in files:
        if file.endswith(".parquet"):
            continue
        with opened(file) as stream:
            lines = iter(lambda: stream.readline(LINE_BYTES + 2), b"")
            for number, line in enumerate(lines, 1):
                fault = line_fault(line)
                if fault:
                    return f"{file}, line {number} {fault}"
    return None


def opened(file: str) -> BinaryIO:
    """The bytes of a plain or gzip file as a stream."""
    return gzip.open(file) if file.endswith(".gz") else open(file, "rb")


def line_fault(line: bytes) -> str | None:
    """What keeps a line from being read, with the remedy; None if nothing does."""
    if len(line.rstrip(b"\r\n")) > LINE_BYTES:
        return (
            f"is longer than {LINE_BYTES >> 20} MB: the file has no line ends or is not text. "
            "Export it again as CSV."
        )
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        encoding = "utf-16" if line.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin1"
        return (
            "is not UTF-8. Export the file as UTF-8, or convert it: "
            f"iconv -f {encoding} -t utf-8 OLD.csv > NEW.csv"
        )
    return None
