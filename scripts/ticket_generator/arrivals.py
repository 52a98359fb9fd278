"""When customers write: by weekday, hour, season, growth and holidays."""

import numpy as np

from ticket_generator.catalogue import HOUR
from ticket_generator.holidays import LONDON, is_holiday, utc_offsets
from ticket_generator.settings import Settings

BY_WEEKDAY = (1.22, 1.12, 1.04, 1.00, 0.86, 0.30, 0.26)
BY_HOUR = (
    0.10, 0.07, 0.05, 0.05, 0.07, 0.14, 0.35, 0.75, 1.30, 1.80, 1.95, 1.80,
    1.45, 1.60, 1.75, 1.65, 1.40, 1.05, 0.75, 0.60, 0.50, 0.40, 0.28, 0.16,
)  # fmt: skip
BY_MONTH = (1.06, 1.00, 1.02, 0.98, 0.97, 0.98, 0.92, 0.88, 1.03, 1.04, 1.08, 0.98)
ON_HOLIDAYS = 0.35
GROWTH_A_YEAR = 0.22
DAILY_SPREAD = 0.10  # days differ by about this share for no known reason


def hourly_rates(settings: Settings, rng: np.random.Generator) -> np.ndarray:
    """Relative number of tickets in each hour of the data."""
    first_day = settings.start.date()
    days = np.arange(settings.days)
    weekday = (first_day.weekday() + days) % 7
    month = (np.datetime64(first_day, "D") + days).astype("datetime64[M]").astype(int) % 12
    rate = np.array(BY_WEEKDAY)[weekday] * np.array(BY_MONTH)[month]
    rate *= (1 + GROWTH_A_YEAR) ** (days / 365.25)
    rate *= np.where(is_holiday(LONDON, first_day, settings.days), ON_HOLIDAYS, 1.0)
    rate *= np.exp(rng.normal(0, DAILY_SPREAD, settings.days))
    ahead = utc_offsets(LONDON, first_day, settings.days) // HOUR
    local_hour = (np.arange(24)[None, :] + ahead[:, None]) % 24
    return (rate[:, None] * np.array(BY_HOUR)[local_hour]).ravel()


def arrival_times(rates: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """`count` sorted times (seconds since the start) drawn from hourly rates."""
    per_hour = rng.multinomial(count, rates / rates.sum())
    hours = np.repeat(np.arange(len(rates)), per_hour)
    return np.sort(hours * HOUR + rng.integers(0, HOUR, count))
