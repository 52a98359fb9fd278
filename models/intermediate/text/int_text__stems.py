"""Stems of the vocabulary. DuckDB has no stemmer; one pass over the words in one thread is enough."""

import pandas as pd
import snowballstemmer


def model(dbt, session):
    """Return one row per word: its stem by the Snowball stemmer of its language, or itself."""
    words = dbt.ref("int_text__words").order("word").fetchall()
    known = set(snowballstemmer.algorithms())
    stemmers = {}
    stems = []
    for word, language, _ in words:
        if language in known and len(word) <= 30:
            stemmer = stemmers.setdefault(language, snowballstemmer.stemmer(language))
            stems.append((word, stemmer.stemWord(word)))
        else:
            stems.append((word, word))
    return pd.DataFrame(stems, columns=["word", "stem"], dtype="str")
