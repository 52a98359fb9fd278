"""The Python models of text on examples worked by hand: topics, sentiment, near-duplicates.

dbt's unit tests take SQL models alone.
"""

import importlib.util
import random
from math import log
from pathlib import Path

import duckdb
import numpy as np
import pytest
from scipy import sparse
from vaderSentiment import vaderSentiment

FOLDER = Path(__file__).resolve().parents[2] / "models/intermediate/text"


def load(name):
    """Returns a Python model as a module."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


topics = load("int_text_ticket_topics")
sentiment = load("int_text_sentiment")
duplicates = load("int_text_duplicates")
stems = load("int_text_stems")


class Dbt:
    """What dbt hands to a model: relations by name, and its config."""

    def __init__(self, topic_count=2, **tables):
        self.session = duckdb.connect()
        self.tables = {name: self.session.sql(query) for name, query in tables.items()}
        self.config = self
        self.topic_count = topic_count

    def ref(self, name):
        return self.tables[name]

    def meta_get(self, key):
        return {"topic_count": self.topic_count}[key]


def run(model, **tables):
    """Returns the rows a model makes of these tables, in order."""
    dbt = Dbt(**tables)
    return sorted(zip(*model.model(dbt, dbt.session).to_pydict().values(), strict=True))


def matrix(*rows, columns):
    """Returns one row per ticket, 1 for each word it has."""
    words = np.zeros((len(rows), columns))
    for number, row in enumerate(rows):
        words[number, list(row)] = 1
    return sparse.csr_matrix(words)


def test_a_ticket_weighs_its_rare_words():
    """X3. Of five tickets four have word 0, rarity ln(5 / 4) = 0.2231, two word 1, 0.9163.

    A ticket with both has these over 0.9431, the root of the sum of their squares.
    """
    words = matrix({0, 1}, {0}, {0}, {0, 1}, {2}, columns=3)
    weights = topics.weighted(words).toarray()
    assert weights[0] == pytest.approx([0.236614, 0.971604, 0], abs=1e-6)
    assert weights[1] == pytest.approx([1, 0, 0])


def weights_of(*rows):
    """Returns rows of weights given as {word: weight}."""
    weights = np.zeros((len(rows), 1 + max(word for row in rows for word in row)))
    for number, row in enumerate(rows):
        for word, weight in row.items():
            weights[number, word] = weight
    return sparse.csr_matrix(weights)


def test_tickets_gather_around_the_first_ones():
    """X3. Tickets 1 and 2 are the first with three words, so the first centres.

    0 is more like 2 (0.8 * 0.8) than like 1 (0.6 * 0.8), and stays there though 1 has the larger
    cluster: centres have the length 1. 5 is like 1; 6 is like 5 alone, so it joins when the centre
    has moved. 7 is like none.
    """
    one = {0: 0.8, 1: 0.424264, 2: 0.424264}
    other = {3: 0.8, 4: 0.424264, 5: 0.424264}
    weights = weights_of({0: 0.6, 3: 0.8}, one, other, one, one, {0: 0.8, 6: 0.6}, {6: 1}, {7: 1})
    members = topics.clusters(weights, 2)
    assert members.T.tolist() == [[0, 1, 0, 1, 1, 1, 1, 0], [1, 0, 1, 0, 0, 0, 0, 0]]


def test_of_two_equally_alike_centres_the_first():
    """X3. The third ticket has a word of each of the two before it."""
    third, half = 3**-0.5, 2**-0.5
    rows = [
        dict.fromkeys((3, 4, 5), third),
        dict.fromkeys((0, 1, 2), third),
        {0: half, 3: half},
    ]
    assert topics.clusters(weights_of(*rows), 2).T.tolist() == [[1, 0, 1], [0, 1, 0]]


def test_the_likelier_topic_draws_the_words():
    """X3. Topic 1 has two tickets of 7 words, topic 2 six of 15; words 4, 5 and 6 are in both.

    Ticket 8 has 4 and 5: 2.1 / (70 + 7)^2 against 6.1 / (150 + 7)^2, 3.5 to 2.5, for topic 1; there
    are seven different words. Ticket 9 has word 6: 2.1 / 77 against 6.1 / 157, 2.7 to 3.9, for
    topic 2.
    """
    first, second = [{0, 1, 4, 5, 6}, {0, 1}], [{2, 3, 4, 5, 6}, *[{2, 3}] * 5]
    words = matrix(*first, *second, {4, 5}, {6}, columns=7)
    start = np.array([[1, 0]] * 2 + [[0, 1]] * 6 + [[0, 0]] * 2, float)
    portions = topics.annealed(words, start)
    assert portions[:, 0] == pytest.approx([1, 1, 0, 0, 0, 0, 0, 0, 1, 0])
    assert portions.sum(axis=1) == pytest.approx(np.ones(10))


def test_tickets_leave_the_wrong_topic():
    """X3. Tickets 2 and 5 start with the others' words and go to their own.

    6 and 7 have the same two words, one of each topic: each is half of both, wherever it started.
    8 has no word.
    """
    one, other, both = {0, 1, 2}, {3, 4, 5}, {0, 3}
    words = matrix(one, one, one, other, other, other, both, both, set(), columns=6)
    start = np.array([[1, 0]] * 2 + [[0, 1]] * 3 + [[1, 0]] * 2 + [[0, 1], [0, 0]], float)
    portions = topics.annealed(words, start)
    assert portions[:, 0] == pytest.approx([1, 1, 1, 0, 0, 0, 0.5, 0.5, 0])
    assert portions[:, 1] == pytest.approx([0, 0, 0, 1, 1, 1, 0.5, 0.5, 0])


def test_topics_a_ticket_is_hardly_of_get_no_portion(monkeypatch):
    """X3. Where the topic is a tenth as likely as the likeliest, or less, at any temperature."""
    monkeypatch.setattr(topics, "TEMPERATURES", (1,))
    words = matrix({0, 2}, {0, 2}, {1}, {1, 2}, columns=3)
    portions = topics.annealed(words, np.array([[1, 0], [1, 0], [0, 1], [0, 1]], float))
    assert portions[0].tolist() == [1, 0]


def test_what_a_ticket_is_scored_by():
    """X3. A ticket of two words and half a ticket of one are topic 1, the other half is topic 2.

    With 1.5 tickets word 0 weighs ln(1.5 / 0.1 + 1) in topic 1; the topic has 2 + 0.5 words, with
    three different ones its size is ln(2.5 / 0.1 + 3), and its share ln(1.5 + 0.1).
    """
    words = matrix({0, 1}, {0}, {2}, columns=3)
    weights, sizes, shares = topics.learned(words, np.array([[1, 0], [0.5, 0.5], [0, 0]]))
    assert weights == pytest.approx(np.array([[log(16), log(6)], [log(11), 0], [0, 0]]))
    assert sizes == pytest.approx([log(28), log(8)])
    assert shares == pytest.approx([log(1.6), log(0.6)])


def test_a_ticket_is_of_its_likeliest_topic(monkeypatch):
    """X3. Word 0 is of topic 1, word 1 of topic 2, words 2 and 3 of both, in batches of two.

    Word 2 alone: 2 - 2 + 1 against 2 - 3 + 2.5, for topic 2. Words 2 and 3: 4 - 4 + 1 against
    4 - 6 + 2.5, for topic 1. Word 4: 1 and 1, so the first. A ticket without a word has none.
    """
    monkeypatch.setattr(topics, "BATCH", 2)
    weights = np.array([[2, 0], [0, 3], [2, 2], [2, 2], [2, 1.5]])
    learned = weights, np.array([2, 3]), np.array([1, 2.5])
    words = matrix({0}, {1}, {2}, {2, 3}, {4}, set(), columns=5)
    assert topics.likeliest(words, learned).tolist() == [1, 2, 2, 1, 1, 0]


def test_a_word_of_one_ticket_is_of_no_topic():
    """X3. Word 6 is not known. Without three known words there is no centre: nothing is learned."""
    words = matrix({0, 1, 2}, {3, 4, 5}, {0, 1, 2}, {3, 4, 5}, {6}, columns=7)
    assert topics.topic_numbers(words, np.arange(5), 2).tolist() == [1, 2, 1, 2, 0]
    words = matrix({0, 1, 2}, {0, 1, 3}, columns=4)
    assert topics.topic_numbers(words, np.arange(2), 2).tolist() == [0, 0]


def test_topics_are_learned_from_earlier_months():
    """X3. 2,000 tickets of earlier months are enough, else the current month counts, too."""
    assert topics.drawn(np.array([True] * 2000 + [False])).tolist() == list(range(2000))
    assert topics.drawn(np.array([False] + [True] * 1999)).tolist() == list(range(2000))
    assert len(topics.drawn(np.ones(20_001, bool))) == 20_000


def topic_tables(order):
    """Returns tickets of two topics: a stop word is the word with its stem, a phrase none."""
    return {
        "int_texts": "select unnest(range(1, 7)) as ticket_key, true as is_before_current_month",
        "int_text_terms": """
            select unnest(range(1, 8)) as term_id, unnest([1, 2, 3, 4, 5, 6, 1]) as stem_id,
                unnest(['word', 'word', 'word', 'word', 'word', 'word', 'stop_word']) as kind
            union all select 8, 8, 'phrase'
        """,
        "int_text_ticket_terms": f"""
            select * from (values
                (1, 1), (1, 2), (1, 3), (2, 4), (2, 5), (2, 6), (3, 1), (3, 2), (3, 3),
                (4, 4), (4, 5), (4, 6), (5, 8), (6, 7)
            ) as terms (ticket_key, term_id) order by ticket_key {order}, term_id {order}
        """,
    }


def test_topics_do_not_depend_on_the_order_of_rows():
    rows = run(topics, **topic_tables("asc"))
    assert rows == [(key, number, True) for key, number in ((1, 1), (2, 2), (3, 1), (4, 2), (6, 1))]
    assert rows == run(topics, **topic_tables("desc"))


def test_a_stem_counts_once():
    """X3. A word and a stop word of the same stem in one ticket."""
    tickets = duckdb.sql("select [1, 3, 1] as stems union all select [2]").to_arrow_table()
    words = topics.word_matrix(tickets["stems"].combine_chunks())
    assert words.toarray().tolist() == [[0, 1, 0, 1], [0, 0, 1, 0]]


def test_no_ticket_has_no_topic():
    tables = topic_tables("").items()
    empty = {name: f"select * from ({query}) where false" for name, query in tables}
    assert run(topics, **empty) == []


@pytest.mark.parametrize(
    ("text", "valence"),
    [
        ("It is very bad", -2.5 - 0.293),
        ("It is VERY good", 1.9 + 0.293 + 0.733),
        ("It is BAD", -2.5 - 0.733),
        ("IT IS VERY GOOD", 1.9 + 0.293),
        ("It is not very good", (1.9 + 0.293) * -0.74),
        ("It is kind of good", 1.9 - 0.293),
        ("It is no good", 1.9 * -0.74),
        ("At least good", 1.9),
        ("It is good!!!!!", 1.9 + 4 * 0.292),
        ("Bad???", -2.5 - 3 * 0.18),
        ("Great app but terrible service, good price!!", 1.55 + 1.5 * (1.9 - 2.1) + 2 * 0.292),
        ("This app is the bomb", 3),
        ("Where is it!", 0),
    ],
)
def test_scores_by_the_rules_of_vader(text, valence):
    """X4. Boosters, capitals, negations, marks, "but", an idiom.

    A score is the sum over the root of its square plus 15.
    """
    assert sentiment.compound(text) == pytest.approx(valence / (valence**2 + 15) ** 0.5, abs=5e-5)


def random_texts(count):
    """Texts of words that VADER has rules for, in any order, and of marks."""
    draw = random.Random(5)
    valued = draw.sample(sorted(sentiment.ANALYZER.lexicon), 400)
    turning = [*vaderSentiment.BOOSTER_DICT, *vaderSentiment.NEGATE, "least", "at least", "but"]
    turning += ["never so", "never this", "without doubt", "no", "or", "nor", "printer", "😀"]
    turning += [*vaderSentiment.SPECIAL_CASES, "kind of", "kind"]
    for _ in range(count):
        words = [draw.choice(draw.choice([valued, turning])) for _ in range(draw.randint(1, 12))]
        words = [draw.choice([word, word, word.upper(), word + "!"]) for word in words]
        ending = draw.choice(["", ".", "!!", "??", "?????", "\n"])
        yield draw.choice([" ", "\n"]).join(words) + ending


def test_scores_are_those_of_the_package():
    """X4. An oracle: the package looks at whole texts."""
    others = [
        text
        for text in random_texts(5000)
        if sentiment.compound(text) != sentiment.ANALYZER.polarity_scores(text)["compound"]
    ]
    assert others == []


def values(rows):
    """Returns rows of a number and a text as SQL has them."""
    return ", ".join(f"({key}, {'null' if text is None else repr(text)})" for key, text in rows)


def test_english_texts_are_scored_in_batches(monkeypatch):
    """X4. And those of unknown language; neither German ones nor blank ones."""
    monkeypatch.setattr(sentiment, "BATCH", 2)
    texts = [(1, "Great"), (2, "It is good"), (3, "Die App"), (4, " "), (5, "bad"), (6, "Great")]
    tokens = [(key, "english") for key in (1, 4, 5, 6)] + [(2, None), (3, "german")]
    rows = run(
        sentiment,
        int_texts=f"select * from (values {values(texts)}) as texts (ticket_key, message_text)",
        int_text_tokens=f"select * from (values {values(tokens)}) as tokens (ticket_key, language)",
    )
    assert rows == [(1, 0.6249), (2, 0.4404), (5, -0.5423), (6, 0.6249)]


def duplicate_rows(*tickets):
    """Returns ticket, group and the ticket it is like, of tickets given as (key, hour, words)."""
    created = ", ".join(f"({key}, timestamp '2026-01-05 {hour}:00:00')" for key, hour, _ in tickets)
    tokens = ", ".join(f"({key}, string_split('{words}', ' '))" for key, _, words in tickets)
    return run(
        duplicates,
        int_texts=f"select * from (values {created}) as texts (ticket_key, created_at)",
        int_text_tokens=f"select * from (values {tokens}) as tokens (ticket_key, tokens)",
    )


def test_near_duplicates_overlap_by_seven_tenths():
    """X5. Tickets 1 and 2 have 7 of 10 different words in common, 3 of 17 on one side alone.

    With ticket 3 they share 6 of 9 and of 10, too few.
    """
    rows = duplicate_rows(
        (1, 10, "a b c d e f g h"), (2, 11, "a b c d e f g i j a"), (3, 12, "a b c d e f k")
    )
    assert rows == [(1, 1, 2), (2, 1, 1)]


def test_six_different_words_are_enough_to_be_the_same():
    """X5. Five are too few, however often they are written. First is first by time, then by key."""
    rows = duplicate_rows(
        (1, 12, "a b c d e f"),
        (2, 11, "a b c d e f a"),
        (3, 10, "v w x y z z z z"),
        (4, 11, "a b c d e f"),
        (5, 10, "v w x y z z z z"),
    )
    assert rows == [(1, 2, 2), (2, 2, 4), (4, 2, 2)]


def test_tickets_of_a_bucket_are_tied_to_a_neighbour():
    """X5. Words chosen so that the three tickets share one bucket and no other.

    Ticket 1 is the first in it, and has three words in common with each of the others; 7 of 10
    words of these are the same, and they stand side by side.
    """
    rows = duplicate_rows(
        (1, 10, "gunk pelt relt bash vin gab lulk pend gelt"),
        (2, 11, "nisk pelt relt gunk long tomb gend vunk"),
        (3, 12, "nisk pelt relt gunk long tomb gend nill kunk"),
    )
    assert rows == [(2, 2, 3), (3, 2, 2)]


def test_buckets_tie_the_first_and_neighbours():
    """X5. Bucket 5 holds all: by their next buckets, 1, 5, 9 and 6, the order is 0, 1, 3, 2."""
    pairs = duplicates.candidates(np.array([[5, 5, 5, 5], [1, 5, 9, 6]]))
    assert list(zip(*pairs, strict=True)) == [(0, 1), (0, 2), (0, 3), (1, 3), (2, 3)]


def test_pairs_with_seven_tenths_are_counted(monkeypatch):
    """X5. One by one; word 71 shares a bit with 7, so that the last pair is counted, too."""
    monkeypatch.setattr(duplicates, "BATCH", 1)
    first, second = range(1, 9), [1, 2, 3, 4, 5, 6, 7, 9, 10]
    words = matrix(first, second, [1, 2, 3, 4, 5, 6, 11], first, [1, 2, 3, 4, 5, 6, 71], columns=72)
    ones, others = duplicates.near(words, np.array([0, 0, 0, 0]), np.array([1, 2, 3, 4]))
    assert list(zip(ones, others, strict=True)) == [(0, 1), (0, 3)]


def test_near_duplicates_of_near_duplicates_are_one_group():
    """X5. A chain of a thousand belongs to its first ticket; another pair is a group of its own."""
    ones, others = [*range(999), 1001], [*range(1, 1000), 1002]
    assert duplicates.groups(ones, others, 1003).tolist() == [0] * 1000 + [1000, 1001, 1001]


def test_no_texts_have_no_near_duplicates():
    assert duplicate_rows((1, 10, "a b c d e")) == []
    tables = {
        "int_texts": "select 1 as ticket_key, timestamp '2026-01-05' as created_at where false",
        "int_text_tokens": "select 1 as ticket_key, ['a'] as tokens where false",
    }
    assert run(duplicates, **tables) == []


def test_words_are_stemmed_in_their_language():
    """X1. A language without a stemmer keeps its words."""
    words = """
        select unnest(['printers', 'häuser', 'printers2', 'doors']) as word,
            unnest(['english', 'german', null, 'thai']) as language
    """
    stem = dict(run(stems, int_text_words=words))
    assert stem == {word: word for word in ("doors", "printers2")} | {
        "printers": "printer",
        "häuser": "haus",
    }
