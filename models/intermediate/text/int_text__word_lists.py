"""Word lists read from the installed packages at build time, so that none is copied into the project."""

import pandas as pd
import stop_words
from vaderSentiment import vaderSentiment


def stop_word_rows():
    """Yield one row per stop word and language."""
    for code, language in stop_words.LANGUAGE_MAPPING.items():
        for word in set(stop_words.get_stop_words(code)):
            yield ("stop_word", language, word.strip().lower(), None, None)


def vader_rows():
    """Yield the lexicon of vaderSentiment: what its rules look up, by the name of the list."""
    analyzer = vaderSentiment.SentimentIntensityAnalyzer()
    for word, valence in analyzer.lexicon.items():
        yield ("valence", "english", word, valence, None)
    for word, increment in vaderSentiment.BOOSTER_DICT.items():
        yield ("booster", "english", word, increment, None)
    for word in vaderSentiment.NEGATE:
        yield ("negation", "english", word, None, None)
    for phrase, valence in vaderSentiment.SPECIAL_CASES.items():
        yield ("idiom", "english", phrase, valence, None)
    for emoji, wording in analyzer.emojis.items():
        yield ("emoji", "english", emoji, None, wording)


def model(dbt, session):
    """Return one row per list, language and entry."""
    rows = sorted(set(stop_word_rows()) | set(vader_rows()), key=str)
    columns = ["list_name", "language", "entry", "weight", "wording"]
    return pd.DataFrame(rows, columns=columns).astype({"weight": "float64"})
