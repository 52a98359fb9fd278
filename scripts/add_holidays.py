"""Adds the public holidays of a country to a calendar in seeds/reference/holidays.csv, with names.

Days that the calendar already has are left as they are, so a second run adds nothing, and a half
day stays one. The days come from the package holidays; look through them before you build.
"""

import argparse
import csv
import difflib
import os
import re
import sys
from datetime import date
from pathlib import Path

from publishing.problem import Problem

SEEDS = Path(__file__).resolve().parent.parent / "seeds/reference"
COLUMNS = ["calendar_id", "holiday_date", "holiday_name"]
FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1970, 2100, 50


def main() -> int:
    """Runs the command line; returns the exit code: 0 written, 1 not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--country", required=True, help="two letters of ISO 3166, like DE")
    parser.add_argument("--subdivision", help="a part of it, like BY for Bavaria; without: all")
    parser.add_argument("--years", required=True, help="2026, or 2025-2027")
    parser.add_argument("--calendar", required=True, help="a calendar_id of calendars.csv")
    parser.add_argument("--language", help="of the names, like en_US; without: the country's own")
    parser.add_argument("--seeds", type=Path, default=SEEDS, help="folder of the two files")
    arguments = parser.parse_args()
    try:
        years = years_of(arguments.years)
        check_calendar(arguments.seeds / "calendars.csv", arguments.calendar)
        days = days_off(arguments.country.upper(), arguments.subdivision, years, arguments.language)
        added = add(arguments.seeds / "holidays.csv", arguments.calendar, days)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"The seeds cannot be read or written: {error}", file=sys.stderr)
        return 1
    for day in added:
        print(f"{day}  {days[day]}")
    print(
        f"{len(added)} days added to calendar {arguments.calendar}, "
        f"{len(days) - len(added)} were there."
    )
    return 0


def years_of(text: str) -> range:
    """The years of 2026, or of 2025-2027."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not FIRST_YEAR <= first <= last <= LAST_YEAR or last - first >= MOST_YEARS:
        raise Problem(
            f"--years is {text}: write a year or a span like 2025-2027, from {FIRST_YEAR} to "
            f"{LAST_YEAR} and of {MOST_YEARS} years at most."
        )
    return range(first, last + 1)


def check_calendar(file: Path, calendar: str) -> None:
    """Raises Problem unless the calendar is in calendars.csv."""
    known = [row["calendar_id"] for row in read(file, ["calendar_id"])[1]]
    if calendar not in known:
        raise Problem(
            f"There is no calendar {calendar} in {file.name}. There are {', '.join(known)}."
        )


def days_off(
    country: str, subdivision: str | None, years: range, language: str | None
) -> dict[date, str]:
    """The public holidays of a country or a part of it, by day, with their names."""
    try:
        import holidays
    except ModuleNotFoundError as error:
        raise Problem("The package holidays is not installed. Run: make build") from error

    countries = holidays.list_supported_countries()
    if country not in countries:
        closest = difflib.get_close_matches(country, countries, 3, 0.4)
        raise Problem(
            f"There is no country {country}: write its two letters of ISO 3166, like DE, GB or US."
            + (f" The closest are {', '.join(closest)}." if closest else "")
        )
    try:
        # Without a language the package would ask the machine's locale.
        language = language or getattr(holidays, country).default_language
        found = holidays.country_holidays(
            country, subdiv=subdivision, years=years, language=language
        )
    except NotImplementedError as error:
        parts = ", ".join(countries[country]) or "none"
        raise Problem(
            f"There is no subdivision {subdivision} of {country}. There are {parts}."
        ) from error
    return dict(sorted(found.items()))


def add(file: Path, calendar: str, days: dict[date, str]) -> list[date]:
    """Writes the days that the calendar does not have yet; returns them.

    The rows are put in order; the file is replaced whole or not at all.
    """
    names, rows = read(file, COLUMNS)
    known = {row["holiday_date"] for row in rows if row["calendar_id"] == calendar}
    added = [day for day in days if day.isoformat() not in known]
    if not added:
        return added
    rows += [
        dict(zip(COLUMNS, (calendar, day.isoformat(), days[day]), strict=True)) for day in added
    ]
    rows.sort(key=lambda row: (row["calendar_id"], row["holiday_date"]))
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with open(draft, "w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
            lines.flush()
            os.fsync(lines.fileno())
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    return added


def read(file: Path, needed: list[str]) -> tuple[list[str], list[dict]]:
    """Column names and rows of a seed; raises Problem if a row is no row of it."""
    with open(file, encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        names = list(reader.fieldnames or [])
        rows = list(reader)
    missing = [name for name in needed if name not in names]
    if missing:
        raise Problem(f"{file.name} lacks the column {missing[0]}.")
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise Problem(f"{file.name}, row {number}, has more or fewer cells than the header.")
    return names, rows


if __name__ == "__main__":
    sys.exit(main())
