"""A plugin of dbt-duckdb (profiles.yml): SQL functions that look into the files of the sources."""

import json
import os
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from reading.check import check
from reading.files import matching
from reading.known import File, grouped
from reading.times import time_forms


class Plugin(BasePlugin):
    """Knows each file as long as it stays what it is; its copies go with the connection."""

    def initialize(self, plugin_config: dict) -> None:
        """Begins without knowing any file."""
        self.known: dict[tuple, File] = {}
        self.forms: dict[tuple, dict] = {}
        self.lock = threading.Lock()
        self.copies: tempfile.TemporaryDirectory | None = None

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Adds the functions to a database that is opened."""
        for function in (self.checked_files, self.file_groups, self.known_file, self.time_forms):
            conn.create_function(function.__name__, function, side_effects=True)

    def checked_files(self, pattern: str, delimiter: str) -> str:
        """What is known of the files a pattern names, as a JSON list."""
        return json.dumps([self.file(name, delimiter).as_dict() for name in matching(pattern)])

    def file_groups(self, pattern: str, delimiter: str) -> str:
        """The same files in groups that one select can read, as a JSON list."""
        found = [self.file(name, delimiter) for name in matching(pattern)]
        return json.dumps([group.as_dict() for group in grouped(found)])

    def known_file(self, name: str) -> str:
        """What is known of a file that this run has looked into, as JSON."""
        *_, last = (one for one in self.known.values() if one.source_file == name)
        return json.dumps(asdict(last))

    def time_forms(self, pattern: str, delimiter: str, columns: str, stated: str) -> str:
        """In which forms the times of some columns are written, as JSON; of the columns a list."""
        found = [self.file(name, delimiter) for name in matching(pattern)]
        found = [one for one in found if not one.fault]
        key = (*map(id, found), columns, stated)
        with self.lock:
            if key not in self.forms:
                self.forms[key] = time_forms(found, columns.split(","), stated or None)
            return json.dumps(self.forms[key])

    def file(self, name: str, delimiter: str) -> File:
        """Looks into a file unless it has been looked into since it changed."""
        status = os.stat(name)
        key = (name, delimiter, status.st_size, status.st_mtime_ns)
        with self.lock:
            if key not in self.known:
                self.known[key] = check(name, delimiter, self.folder)
            return self.known[key]

    def folder(self) -> Path:
        """Where repaired copies go: beside the database, where there is room."""
        if self.copies is None:
            path = Path(self.creds.path)
            home = path.parent if path.parent.is_dir() else None
            self.copies = tempfile.TemporaryDirectory(prefix=f"{path.name}.repaired_", dir=home)
        return Path(self.copies.name)
