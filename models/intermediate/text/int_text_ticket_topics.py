# Grain: one row per ticket with a known word, with its likeliest topic.
"""Topics, learned from the words of tickets of earlier months and told for every ticket.

A Dirichlet-multinomial mixture: a ticket is of one topic, which draws its words. It starts from the
clusters of spherical k-means and is annealed: at temperatures above one a ticket is shared by the
topics it is like, at the end it is of the likeliest. Rows are in the order of ticket_key and
columns in that of the words, so that sums are the same in every build.
"""

import numpy as np
import pyarrow
from scipy import sparse

SAMPLE, ENOUGH = 20_000, 2_000  # tickets to learn from
ROUNDS = 5
TEMPERATURES = (3, 2, 2, 1.5, 1.5, 1, 1, 0.01)
PRIOR = 0.1  # tickets that a topic has of each word before any is counted
BATCH = 100_000


def drawn(is_before_current_month):
    """Return the places of the tickets to learn from: the first ones, for ticket_key is a hash.

    Tickets of the current month do not count if there are enough others: topics stay the same
    within a month.
    """
    places = np.flatnonzero(is_before_current_month)
    if len(places) < ENOUGH:
        places = np.arange(len(is_before_current_month))
    return places[:SAMPLE]


def lengths(columns):
    """Return the length of each column, never 0."""
    return np.sqrt(np.maximum((columns * columns).sum(axis=0), 1e-12))


def weighted(words):
    """Return each ticket's words by their rarity, every row of length 1."""
    weights = words.multiply(np.log(words.shape[0] / words.getnnz(axis=0))).tocsr()
    squares = weights.multiply(weights).sum(axis=1)
    return weights.multiply(1 / np.sqrt(np.maximum(squares, 1e-12))).tocsr()


def clusters(weights, topic_count):
    """Return a column per cluster, 1 for its tickets, from spherical k-means.

    The first tickets of three words are the first centres.
    """
    seeds = np.flatnonzero(weights.getnnz(axis=1) >= 3)[:topic_count]
    centres = weights[seeds].T.toarray()
    for _ in range(ROUNDS):
        likeness = (weights @ centres).round(9)
        is_likest = likeness.argmax(axis=1)[:, None] == np.arange(len(seeds))
        members = (is_likest & (likeness > 0)).astype(float)
        centres = weights.T @ members
        centres /= lengths(centres)
    return members


def learned(words, portions):
    """Return what a word adds to a topic's log-likelihood, what any takes off, the log share."""
    counts = words.T @ portions
    sizes = np.log(counts.sum(axis=0) / PRIOR + words.shape[1])
    return np.log(counts / PRIOR + 1), sizes, np.log(portions.sum(axis=0) + PRIOR)


def log_likelihoods(words, topics):
    """Return a row per ticket and a column per topic; minus infinity: no word in common."""
    weights, sizes, shares = topics
    sums = words @ weights
    likelihoods = sums - words.getnnz(axis=1)[:, None] * sizes + shares
    return np.where(sums > 0, likelihoods.round(9), -np.inf)


def annealed(words, portions):
    """Return the portions in which tickets are of topics, from those they start with."""
    for temperature in TEMPERATURES:
        relative = log_likelihoods(words, learned(words, portions))
        relative -= np.maximum(relative.max(axis=1, keepdims=True), -1e9)
        portions = np.exp(relative / temperature)
        portions[portions < 0.1] = 0
        portions /= np.maximum(portions.sum(axis=1, keepdims=True), 1e-9)
    return portions


def likeliest(words, topics):
    """Return the number of each ticket's topic from 1, of equally likely ones the first, or 0."""
    numbers = []
    for start in range(0, words.shape[0], BATCH):
        likelihoods = log_likelihoods(words[start : start + BATCH], topics)
        is_of_one = likelihoods.max(axis=1) > -np.inf
        numbers.append(np.where(is_of_one, likelihoods.argmax(axis=1) + 1, 0))
    return np.concatenate(numbers)


def topic_numbers(words, places, topic_count):
    """Return the number of each ticket's topic, learned from the tickets at these places."""
    sample = words[places]
    known = np.flatnonzero(sample.getnnz(axis=0) >= 2)  # a word of a single ticket is of no topic
    sample = sample[:, known]
    if not (sample.getnnz(axis=1) >= 3).any():
        return np.zeros(words.shape[0], int)
    portions = annealed(sample, clusters(weighted(sample), topic_count))
    return likeliest(words[:, known], learned(sample, portions))


def word_matrix(lists):
    """Return a row per list of words and a column per word, 1 where it is in the list."""
    columns = np.array(lists.values)
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, np.array(lists.offsets)))
    matrix.sum_duplicates()  # a word and a stop word of the same stem
    matrix.data[:] = 1
    return matrix


def model(dbt, session):
    """Return the topics of tickets, and which of these tickets they were learned from."""
    terms = dbt.ref("int_text_terms").filter("kind <> 'phrase'").select("term_id, stem_id")
    texts = dbt.ref("int_texts").select("ticket_key, is_before_current_month")
    stems = dbt.ref("int_text_ticket_terms").join(terms, "term_id")
    stems = stems.aggregate("ticket_key, list(stem_id) as stems", "ticket_key")
    tickets = stems.join(texts, "ticket_key").order("ticket_key").to_arrow_table().combine_chunks()
    places = drawn(tickets["is_before_current_month"].to_numpy())
    is_learned_from = np.zeros(len(tickets), bool)
    is_learned_from[places] = True
    numbers = np.zeros(0, int)
    if len(tickets):
        words = word_matrix(tickets["stems"].chunk(0))
        numbers = topic_numbers(words, places, int(dbt.config.meta_get("topic_count")))
    columns = {
        "ticket_key": tickets["ticket_key"],
        "topic_number": numbers,
        "is_learned_from": is_learned_from,
    }
    return pyarrow.table(columns).filter(numbers > 0)
