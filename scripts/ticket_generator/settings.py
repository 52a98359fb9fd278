"""What the command line asks for."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Settings:
    """One data set: the same settings give the same bytes."""

    tickets: int = 20_000
    days: int = 548
    seed: int = 42
    end_date: date = date(2026, 10, 31)  # last day with tickets
    out: Path = Path("data/raw")
    file_format: str = "csv"  # csv, csv.gz or parquet
    partition_by_day: bool = False
    dirty_rate: float = 0.0
    language_shares: dict[str, float] = field(default_factory=dict)  # of customers, by language
    staffing: float = 1.0  # agents, as a multiple of those the work needs

    @property
    def start(self) -> datetime:
        """Midnight (UTC) at which the data begin; all times inside are seconds since then."""
        first_day = self.end_date - timedelta(days=self.days - 1)
        return datetime(first_day.year, first_day.month, first_day.day, tzinfo=UTC)

    @property
    def seconds(self) -> int:
        """Length of the data in seconds; nothing happens at or after it."""
        return self.days * 86_400

    def random(self, purpose: int) -> np.random.Generator:
        """Random numbers of one part of the generator, independent of the other parts."""
        return np.random.default_rng([self.seed, purpose])
