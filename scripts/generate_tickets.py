"""Writes a made-up helpdesk export: tickets and events as a simulated support desk leaves them.

Customers write by weekday, hour and season; agents on shift work through queues, so waiting times
and backlog follow from load. Same options, same bytes. Beside support_tickets and ticket_events it
writes lists of what was planted for tests: incidents (planted_incidents.csv, planted_tickets.csv),
tickets sent twice (planted_duplicates.csv), and with --dirty the wrong rows (planted_faults.csv).
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from publishing.problem import Problem
from ticket_generator.settings import Settings

LANGUAGES = ("de", "fr", "es")
USUAL_SHARE = 0.1
MOST_TICKETS = 16_000_000
MOST_DIRT = 0.3


def main() -> int:
    """Runs the command line; returns the exit code: 0 written, 1 not."""
    parser = make_parser()
    arguments = parser.parse_args()
    try:
        settings = Settings(
            tickets=arguments.tickets,
            days=arguments.days,
            seed=arguments.seed,
            end_date=arguments.end_date,
            out=arguments.out,
            file_format=arguments.format,
            partition_by_day=arguments.partition_by_day,
            dirty_rate=arguments.dirty,
            language_shares=arguments.languages,
            staffing=arguments.staffing,
        )
        if settings.dirty_rate and settings.file_format == "parquet":
            raise Problem("--dirty makes broken lines of text: use it with --format csv or csv.gz.")
        # Takes a second, and neither --help nor a wrong option needs it.
        from ticket_generator.generate import generate

        written = generate(settings)
    except Problem as problem:
        print(f"generate_tickets.py: {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"generate_tickets.py: {error.filename}: {error.strerror}.", file=sys.stderr)
        return 1
    print(
        f"Written to {settings.out}: {written.tickets:,} tickets, {written.events:,} events, "
        f"{written.incidents} planted incidents, {written.repeats:,} tickets sent twice, "
        f"{written.faults:,} wrong rows."
    )
    return 0


def make_parser() -> argparse.ArgumentParser:
    """The options."""
    usual = Settings()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add(
        "--tickets",
        type=whole(1, MOST_TICKETS),
        default=usual.tickets,
        metavar="N",
        help=f"number of tickets (default {usual.tickets:,})",
    )
    add(
        "--days",
        type=whole(14, 3650),
        default=usual.days,
        metavar="N",
        help=f"days from the first ticket to the last (default {usual.days})",
    )
    add(
        "--seed",
        type=whole(0, 2**31),
        default=usual.seed,
        metavar="N",
        help=f"another seed gives another data set (default {usual.seed})",
    )
    add(
        "--end-date",
        type=day,
        default=usual.end_date,
        metavar="YYYY-MM-DD",
        help=f"last day with tickets (default {usual.end_date})",
    )
    add(
        "--out",
        type=Path,
        default=usual.out,
        metavar="FOLDER",
        help=f"where to write; files of the same name are replaced (default {usual.out})",
    )
    add(
        "--format",
        choices=("csv", "csv.gz", "parquet"),
        default=usual.file_format,
        help=f"of the two big files (default {usual.file_format})",
    )
    add(
        "--partition-by-day",
        action="store_true",
        help="write tickets/date=YYYY-MM-DD/ and events/date=YYYY-MM-DD/, a file for each day",
    )
    add(
        "--dirty",
        type=rate,
        default=0.0,
        metavar="RATE",
        help="wrong rows as a share of each file's rows, 0.02 for instance (default none); "
        "every kind comes at least once",
    )
    add(
        "--languages",
        type=language_shares,
        default={},
        metavar="LIST",
        help=f"other languages than English among {', '.join(LANGUAGES)}, with shares of the "
        f"customers if you like: 'de,fr' or 'de=0.2,fr=0.05' (share {USUAL_SHARE} by default)",
    )
    # For tests: fewer agents than the work needs make the backlog grow.
    add("--staffing", type=float, default=usual.staffing, help=argparse.SUPPRESS)
    return parser


def whole(least: int, most: int):
    """A reader of whole numbers in a range."""

    def read(text: str) -> int:
        try:
            number = int(text.replace("_", ""))
        except ValueError:
            number = None
        if number is None or not least <= number <= most:
            raise argparse.ArgumentTypeError(
                f"'{text}' is not a whole number from {least:,} to {most:,}"
            )
        return number

    return read


def rate(text: str) -> float:
    """A share of wrong rows."""
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= MOST_DIRT:
        raise argparse.ArgumentTypeError(f"'{text}' is not a rate from 0 to {MOST_DIRT}")
    return share


def day(text: str) -> date:
    """A date; the years are those time zones are known for."""
    try:
        read = date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date like 2026-10-31") from error
    if not 2000 <= read.year <= 2100:
        raise argparse.ArgumentTypeError(f"'{text}' is not in the years 2000 to 2100")
    return read


def language_shares(text: str) -> dict[str, float]:
    """Shares by language, in the order of the list."""
    shares = {}
    for part in filter(None, text.replace(" ", "").split(",")):
        name, _, share = part.partition("=")
        if name not in LANGUAGES:
            raise argparse.ArgumentTypeError(
                f"'{name}' is not a language it can write: {', '.join(LANGUAGES)}"
            )
        try:
            shares[name] = float(share or USUAL_SHARE)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"'{part}' has no share like 0.1") from error
    if not all(0 < share < 1 for share in shares.values()) or sum(shares.values()) > 0.9:
        raise argparse.ArgumentTypeError("shares must be above 0 and 0.9 at most in all")
    return shares


if __name__ == "__main__":
    sys.exit(main())
