"""Planted incidents: bursts of tickets on one theme, for tests to find."""

from typing import NamedTuple

import numpy as np

from ticket_generator.arrivals import arrival_times
from ticket_generator.catalogue import DAY, HOUR
from ticket_generator.incident_phrases import THEMES, Theme
from ticket_generator.settings import Settings

DAYS_BETWEEN = 75
FEWEST_TICKETS = 6


class Incident(NamedTuple):
    """One burst; times are seconds since the start, sorted."""

    incident_id: str
    theme: int  # place in THEMES
    times: np.ndarray

    @property
    def wording(self) -> Theme:
        """What its tickets say."""
        return THEMES[self.theme]


def plan_incidents(
    settings: Settings, rates: np.ndarray, rng: np.random.Generator
) -> list[Incident]:
    """Spreads incidents over the data; a size is some days' usual number of tickets.

    The first 60 days (or fifth of the data) stay quiet, so that there is a usual level to compare
    with. No theme comes twice.
    """
    quiet_days = min(60, settings.days // 5)
    count = min(len(THEMES), max(1, round((settings.days - quiet_days) / DAYS_BETWEEN)))
    gap = (settings.days - quiet_days) / count
    themes = rng.permutation(len(THEMES))[:count]
    incidents = []
    for number, theme in enumerate(themes):
        day = int(quiet_days + gap * (number + rng.uniform(0.1, 0.7)))
        wording = THEMES[theme]
        length = min(int(wording.days * DAY), settings.seconds - day * DAY)
        tickets_a_day = settings.tickets / settings.days
        size = max(FEWEST_TICKETS, round(tickets_a_day * wording.size * rng.uniform(0.85, 1.2)))
        size = min(size, settings.tickets // (3 * count))
        if size < 2 or length < HOUR:
            continue
        start_hour = day * 24 + 7 + int(rng.integers(0, 5))
        window = rates[start_hour : start_hour + max(1, length // HOUR)].copy()
        # News of a fault comes at once and fades.
        window *= np.exp(-3.0 * np.arange(len(window)) / len(window))
        times = start_hour * HOUR + arrival_times(window, size, rng)
        incidents.append(Incident(f"INC-{len(incidents) + 1:02}", int(theme), times))
    return incidents
