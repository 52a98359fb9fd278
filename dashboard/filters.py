"""What the reader narrows the pages down to, and which table can be narrowed down by what."""

from dataclasses import dataclass
from datetime import date, timedelta

LABELS = {
    "source_system": "source",
    "queue": "queue",
    "priority": "priority",
    "channel": "channel",
    "customer_tier": "customer tier",
}
PRIORITIES = ["urgent", "high", "normal", "low", "unknown"]
# Whole weeks, the week of the as-of day the last; None: everything, or days of one's own.
PERIODS = {
    "4 weeks": 4,
    "13 weeks": 13,
    "26 weeks": 26,
    "52 weeks": 52,
    "everything": None,
    "own dates": None,
}


# The earliest row of a table that the first day may lie in, whichever day weeks begin on.
FIRST_DAYS = {
    "day": "$first_date::date",
    "week": "$first_date::date - 6",
    "month": "date_trunc('month', $first_date::date)",
}


@dataclass(frozen=True)
class Filters:
    """First and last day, both included, and the values picked per column (none: all)."""

    first_date: date
    last_date: date
    picked: dict[str, tuple[str, ...]]

    def where(
        self,
        columns: dict[str, str],
        date_column: str | None = None,
        each: str = "day",
        **others: object,
    ) -> tuple[str, dict]:
        """A condition and its parameters.

        columns: filter -> SQL column, of those the table has; date_column: the one that must lie
        within the dates, or in a week or month that the dates touch: each. Further parameters are
        passed on.
        """
        conditions, parameters = ["true"], dict(others)
        if date_column:
            first_day = FIRST_DAYS[each]
            conditions.append(f"{date_column} between {first_day} and $last_date")
            parameters |= {"first_date": self.first_date, "last_date": self.last_date}
        for name, column in columns.items():
            if self.picked.get(name):
                conditions.append(f"list_contains($picked_{name}, {column})")
                parameters[f"picked_{name}"] = list(self.picked[name])
        return " and ".join(conditions), parameters

    def not_in(self, columns: dict[str, str]) -> list[str]:
        """Labels of the filters that are on but that a table with these columns cannot heed."""
        return [
            LABELS[name] for name, values in self.picked.items() if values and name not in columns
        ]


def period(name: str, as_of_date: date, week_start: date, earliest: date) -> tuple[date, date]:
    """First and last day of a period that ends on the as-of day, which is in the week of a day."""
    weeks = PERIODS[name]
    if weeks is None:
        return earliest, as_of_date
    return max(week_start - timedelta(weeks=weeks - 1), earliest), as_of_date
