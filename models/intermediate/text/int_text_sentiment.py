# Grain: one row per ticket with a text that is English or of unknown language.
"""VADER's compound score, as the package vaderSentiment has it.

The package looks at every word of every text. Here it is asked for words of its lexicon alone, and
once for the same word among the same words: a third of the time, and the same score.
"""

from functools import lru_cache

import pyarrow
from vaderSentiment import vaderSentiment

ANALYZER = vaderSentiment.SentimentIntensityAnalyzer()
BATCH = 20_000


@lru_cache(maxsize=100_000)
def known(token):
    """Return a token as a word, in small letters unless all are capitals, and whether it counts."""
    word = vaderSentiment.SentiText(token).words_and_emoticons[0]
    return word if word.isupper() else word.lower(), word.lower() in ANALYZER.lexicon


@lru_cache(maxsize=100_000)
def valence(words, place, are_capitals_loud):
    """Return what the word at a place counts, given three words before it and two after."""
    following = [word.lower() for word in words[place : place + 2]]
    if following[0] in vaderSentiment.BOOSTER_DICT or following == ["kind", "of"]:
        return 0
    text = vaderSentiment.SentiText("")
    text.words_and_emoticons, text.is_cap_diff = list(words), are_capitals_loud
    return ANALYZER.sentiment_valence(0, text, words[place], place, [])[0]


def compound(message):
    """Return the compound score of a text, -1 to 1."""
    if not message.isascii():  # emoji become words first
        return ANALYZER.polarity_scores(message)["compound"]
    tokens = [known(token) for token in message.split()]
    words = tuple(word for word, _ in tokens)
    are_capitals_loud = vaderSentiment.allcap_differential(words)
    valences = [0] * len(words)
    for place, (_, counts) in enumerate(tokens):
        if counts:
            start = max(place - 3, 0)
            around = words[start : place + 3]
            valences[place] = valence(around, place - start, are_capitals_loud)
    if "but" in words or "BUT" in words:
        valences = ANALYZER._but_check(words, valences)
    return ANALYZER.score_valence(valences, message)["compound"]


def model(dbt, session):
    """Return the score of each text; a German "die" is no death."""
    tokens = dbt.ref("int_text_tokens").filter("coalesce(language, 'english') = 'english'")
    texts = dbt.ref("int_texts").filter("regexp_matches(message_text, '[^\\n ]')")
    messages = texts.select("ticket_key, message_text").join(
        tokens.select("ticket_key"), "ticket_key"
    )
    columns = {"ticket_key": [], "vader_score": []}
    while batch := messages.fetchmany(BATCH):
        for ticket_key, message in batch:
            columns["ticket_key"].append(ticket_key)
            columns["vader_score"].append(compound(message))
    schema = pyarrow.schema({"ticket_key": "int64", "vader_score": "float64"})
    return pyarrow.table(columns, schema=schema)
