"""Word lists read from the installed packages at build time, so that none is copied into the project."""

import pandas as pd
import stop_words
from babel import dates, localedata
from vaderSentiment import vaderSentiment


def stop_word_rows():
    """Yield one row per stop word and language."""
    for code, language in stop_words.LANGUAGE_MAPPING.items():
        for word in set(stop_words.get_stop_words(code)):
            yield ("stop_word", language, word.strip().lower(), None, None)


def calendar_rows():
    """Yield the names of months and days in each language: frequent when their time has come."""
    for code, language in stop_words.LANGUAGE_MAPPING.items():
        if not localedata.exists(code):  # "cz" is Babel's "cs"
            continue
        for width in ("wide", "abbreviated"):
            months = dates.get_month_names(width, locale=code).values()
            days = dates.get_day_names(width, locale=code).values()
            for name in (*months, *days):
                yield ("calendar", language, name.strip(".").lower(), None, None)


def vader_rows():
    """Yield the lexicon of vaderSentiment: what its rules look up, by the name of the list."""
    analyzer = vaderSentiment.SentimentIntensityAnalyzer()
    for word, valence in analyzer.lexicon.items():
        yield ("valence", "english", word, valence, None)
    for word, increment in vaderSentiment.BOOSTER_DICT.items():
        yield ("booster", "english", word, increment, None)
    for word in vaderSentiment.NEGATE:
        yield ("negation", "english", word, None, None)
    for emoji, wording in analyzer.emojis.items():
        yield ("emoji", "english", emoji, None, wording)


def model(dbt, session):
    """Return one row per list, language and entry."""
    rows = {*stop_word_rows(), *calendar_rows(), *vader_rows()}
    columns = ["list_name", "language", "entry", "weight", "wording"]
    return pd.DataFrame(sorted(rows, key=str), columns=columns).astype({"weight": "float64"})
