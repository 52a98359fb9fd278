"""Public holidays and clock offsets of the places where agents and customers are."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from dateutil.easter import easter

LONDON, NEW_YORK = "Europe/London", "America/New_York"


def holidays(site: str, year: int) -> set[date]:
    """Public holidays of a site in a year; those on a weekend are not moved."""
    fixed = {date(year, 1, 1), date(year, 12, 25)}
    if site == NEW_YORK:
        return fixed | {
            date(year, 7, 4),
            nth_weekday(year, 5, 0, -1),
            nth_weekday(year, 9, 0, 1),
            nth_weekday(year, 11, 3, 4),
        }
    return fixed | {
        date(year, 12, 26),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        nth_weekday(year, 5, 0, 1),
        nth_weekday(year, 5, 0, -1),
        nth_weekday(year, 8, 0, -1),
    }


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th given weekday (0 is Monday) of a month; -1 is the last."""
    first = date(year, month, 1)
    days = [first + timedelta(days=offset) for offset in range(31)]
    return [day for day in days if day.month == month and day.weekday() == weekday][
        n - 1 if n > 0 else n
    ]


def is_holiday(site: str, first_day: date, days: int) -> np.ndarray:
    """For each day from first_day on, whether it is a holiday at the site."""
    years = range(first_day.year, (first_day + timedelta(days=days)).year + 1)
    off = set().union(*(holidays(site, year) for year in years))
    return np.array([first_day + timedelta(days=day) in off for day in range(days)])


def utc_offsets(site: str, first_day: date, days: int) -> np.ndarray:
    """For each day from first_day on, seconds the site's clocks are ahead of UTC at noon."""
    zone = ZoneInfo(site)
    noons = (
        datetime.combine(first_day + timedelta(days=day), time(12), zone) for day in range(days)
    )
    return np.array([noon.utcoffset().total_seconds() for noon in noons], dtype=np.int64)
