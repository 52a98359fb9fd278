# Grain: one row per list, language and entry.
"""Word lists, read from the installed packages so that none is copied into the project."""

import pyarrow
import stop_words
from babel import dates, localedata


def stop_word_rows():
    """Yield the stop words of each language."""
    for code, language in stop_words.LANGUAGE_MAPPING.items():
        for word in stop_words.get_stop_words(code):
            yield ("stop_word", language, word.strip().lower())


def calendar_rows():
    """Yield the names of months and days in each language: frequent when their time has come."""
    for code, language in stop_words.LANGUAGE_MAPPING.items():
        if not localedata.exists(code):  # "cz" is Babel's "cs"
            continue
        for width in ("wide", "abbreviated"):
            months = dates.get_month_names(width, locale=code).values()
            days = dates.get_day_names(width, locale=code).values()
            for name in (*months, *days):
                yield ("calendar", language, name.strip(".").lower())


def model(dbt, session):
    """Return the lists, each entry once."""
    rows = sorted({*stop_word_rows(), *calendar_rows()})
    columns = ("list_name", "language", "entry")
    return pyarrow.table(dict(zip(columns, zip(*rows, strict=True), strict=True)))
