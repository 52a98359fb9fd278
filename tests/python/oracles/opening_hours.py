"""Open time of a calendar, found by walking every real minute and asking the local clock."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from oracles import seeds

MINUTE = timedelta(minutes=1)


class OpeningHours:
    """The real minutes of one calendar from `first` to `last` (naive UTC), each open or closed.

    All zones here differ from UTC by whole minutes, so no real minute is half open.
    """

    def __init__(self, project: Path, calendar_id: str, first: datetime, last: datetime):
        zone = next(
            ZoneInfo(row["time_zone"])
            for row in seeds.rows(project, "calendars")
            if row["calendar_id"] == calendar_id
        )
        holidays = {
            row["holiday_date"]
            for row in seeds.rows(project, "holidays")
            if row["calendar_id"] == calendar_id
        }
        stretches = defaultdict(list)
        for row in seeds.rows(project, "business_hours"):
            if row["calendar_id"] == calendar_id:
                stretches[int(row["iso_weekday"])].append((row["opens_at"], row["closes_at"]))
        self.first = first.replace(second=0, microsecond=0)
        self.minutes = bytearray()
        moment = self.first.replace(tzinfo=UTC)
        last = last.replace(tzinfo=UTC)
        while moment <= last:
            local = moment.astimezone(zone)
            today = stretches.get(local.isoweekday())
            is_open = False
            if today and local.date().isoformat() not in holidays:
                clock = f"{local.hour:02}:{local.minute:02}"
                is_open = any(opens <= clock < closes for opens, closes in today)
            self.minutes.append(is_open)
            moment += MINUTE

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Open time between two instants, exact to the microsecond."""
        first, first_rest = divmod(start - self.first, MINUTE)
        last, last_rest = divmod(end - self.first, MINUTE)
        open_time = self.minutes.count(1, first, last) * MINUTE
        if self.minutes[first]:
            open_time -= first_rest
        if self.minutes[last]:
            open_time += last_rest
        return open_time
