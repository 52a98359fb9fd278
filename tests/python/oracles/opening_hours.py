"""Open time of a calendar, found by walking every real minute and asking the local clock."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from oracles import seeds

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
Stretches = list[tuple[time, time | None]]  # opening and closing; None is the end of the day


class WallClock:
    """When a calendar is open, by the clock on its wall: asked instant by instant."""

    def __init__(self, project: Path, calendar_id: str):
        (calendar,) = own(project, "calendars", calendar_id)
        self.zone = ZoneInfo(calendar["time_zone"])
        self.weeks = own(project, "business_hours", calendar_id)
        self.days = own(project, "holidays", calendar_id)
        self.of_date: dict[date, Stretches] = {}

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at an instant (naive UTC)."""
        local = moment.replace(tzinfo=UTC).astimezone(self.zone)
        clock = local.time()
        return any(
            opens <= clock and (closes is None or clock < closes)
            for opens, closes in self.stretches(local.date())
        )

    def stretches(self, day: date) -> Stretches:
        """The stretches of a local day."""
        if day not in self.of_date:
            self.of_date[day] = self.found(day)
        return self.of_date[day]

    def found(self, day: date) -> Stretches:
        """A day in holidays has its own hours or none; the day before may last past midnight."""
        special = [row for row in self.days if row["holiday_date"] == day.isoformat()]
        if special:
            return [span(row) for row in special if row.get("opens_at")]
        hours = [span(row) for row in self.holding(day)]
        today = [(opens, None if is_night(opens, closes) else closes) for opens, closes in hours]
        nights = [span(row) for row in self.holding(day - DAY)]
        return today + [(time.min, closes) for opens, closes in nights if is_night(opens, closes)]

    def holding(self, day: date) -> list[dict]:
        """The rows of business hours that open on a day."""
        return [
            row
            for row in self.weeks
            if int(row["iso_weekday"]) == day.isoweekday()
            and (row.get("valid_from") or "0000") <= day.isoformat()
            and day.isoformat() < (row.get("valid_to") or "9999")
        ]


def own(project: Path, seed: str, calendar_id: str) -> list[dict]:
    """The rows of a seed that belong to a calendar."""
    return [row for row in seeds.rows(project, seed) if row["calendar_id"] == calendar_id]


def span(row: dict) -> tuple[time, time | None]:
    """Opening and closing of a row; a day that ends at 23:59 ends at 24:00."""
    is_midnight = row["closes_at"] in ("24:00", "23:59")
    opens, closes = row["opens_at"].zfill(5), row["closes_at"].zfill(5)
    return time.fromisoformat(opens), None if is_midnight else time.fromisoformat(closes)


def is_night(opens: time, closes: time | None) -> bool:
    """Whether a stretch lasts past midnight."""
    return closes is not None and closes < opens


class OpeningHours:
    """The real minutes of one calendar from `first` to `last` (naive UTC), each open or closed.

    All zones here differ from UTC by whole minutes, so no real minute is half open.
    """

    def __init__(self, project: Path, calendar_id: str, first: datetime, last: datetime):
        wall_clock = WallClock(project, calendar_id)
        self.first = first.replace(second=0, microsecond=0)
        self.minutes = bytearray()
        moment = self.first
        while moment <= last:
            self.minutes.append(wall_clock.is_open(moment))
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
