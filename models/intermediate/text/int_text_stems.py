# Grain: one row per word, with its stem.
"""Stems of the vocabulary. DuckDB has no stemmer; one pass over the words is enough."""

import pyarrow
import snowballstemmer


def model(dbt, session):
    """Return each word's stem by the Snowball stemmer of its language, or the word itself."""
    words = dbt.ref("int_text_words").select("word, language").order("word").fetchall()
    known = set(snowballstemmer.algorithms())
    stemmers = {}
    stems = []
    for word, language in words:
        if language in known:
            stemmer = stemmers.setdefault(language, snowballstemmer.stemmer(language))
            stems.append(stemmer.stemWord(word))
        else:
            stems.append(word)
    columns = {"word": [word for word, _ in words], "stem": stems}
    return pyarrow.table(columns, schema=pyarrow.schema({"word": "string", "stem": "string"}))
