# Grain: one row per ticket with a near-duplicate, with its group.
"""Near-duplicates: tickets whose words overlap by 0.7 or more (Jaccard).

Found by minhash, then counted. Of 36 shuffles of all words, each ticket's first word: two tickets
agree in a shuffle as often as their words overlap. Twelve bands of three: at an overlap of 0.7 at
least one band agrees in 99.3 of 100 pairs.
"""

import numpy as np
import pyarrow
from scipy import sparse
from scipy.sparse.csgraph import connected_components

FEWEST_WORDS = 6  # fewer different words say too little to call two tickets the same
BANDS, ROWS = 12, 3
BATCH = 100_000


def word_sets(lists):
    """Return a row per list of 32-bit hashes (Arrow) and a column per hash, each once."""
    hashes, offsets = np.array(lists.values, np.int64), np.array(lists.offsets, np.int64)
    ones = np.ones(len(hashes), np.int8)
    words = sparse.csr_matrix((ones, hashes, offsets), (len(lists), 2**32))
    words.sum_duplicates()
    words.data[:] = 1
    return words


def multipliers():
    """Yield odd numbers: multiplying 32-bit numbers by one of them shuffles these."""
    for number in range(BANDS * ROWS):
        mixed = 2654435761 * (2 * number + 1) + 2796524307 * number * number
        yield np.uint32(mixed % 2**31 // 2 * 2 + 1)


def buckets(words, session):
    """Return a row per band with each ticket's bucket: tickets of one bucket agree in the band."""
    hashes, starts = words.indices.astype(np.uint32), words.indptr[:-1]
    firsts = [np.minimum.reduceat(hashes * number, starts) for number in multipliers()]
    names = [f"first_{number}" for number in range(BANDS * ROWS)]
    columns = {name: first.astype(np.int64) for name, first in zip(names, firsts, strict=True)}
    bands = (
        f"hash([{band}, {', '.join(names[ROWS * band : ROWS * (band + 1)])}]) >> 32 as band_{band}"
        for band in range(BANDS)
    )
    hashed = session.from_arrow(pyarrow.table(columns)).select(", ".join(bands)).fetchnumpy()
    return np.array(list(hashed.values()))


def candidates(bands):
    """Return pairs of places: a ticket with the first of its bucket, and with the one before it.

    That is enough to tie a bucket together, and linear in its size. Ordered by the next band,
    tickets that are alike stand side by side.
    """
    count = bands.shape[1]
    found = []
    for bucket, following in zip(bands, np.roll(bands, -1, axis=0), strict=True):
        order = np.lexsort((following, bucket))
        is_same = np.diff(bucket[order]) == 0
        starts = np.flatnonzero(np.concatenate([[True], ~is_same]))
        firsts = np.repeat(np.minimum.reduceat(order, starts), np.diff([*starts, count]))
        ones = np.concatenate([firsts, order[:-1][is_same]])
        others = np.concatenate([order, order[1:][is_same]])
        pairs = np.minimum(ones, others) * count + np.maximum(ones, others)
        found.append(pairs[ones != others])
    return np.divmod(np.unique(np.concatenate(found)), count)


def near(words, ones, others):
    """Return the pairs whose words do overlap.

    With a and b words, an overlap of 0.7 leaves at most 3/17 of a + b to one side alone. Each word
    belongs to one of 64 bits that tells whether an odd number of its words are in the ticket: where
    two tickets differ in a bit, one has a word that the other lacks. So few have to be counted.
    """
    sizes = words.getnnz(axis=1).astype(np.int64)
    bits = np.uint64(1) << (words.indices & 63).astype(np.uint64)
    parities = np.bitwise_xor.reduceat(bits, words.indptr[:-1])
    apart = np.bitwise_count(parities[ones] ^ parities[others])
    apart = np.maximum(apart, abs(sizes[ones] - sizes[others]))
    is_likely = 17 * apart <= 3 * (sizes[ones] + sizes[others])
    ones, others = ones[is_likely], others[is_likely]
    common = [np.zeros(0, np.int64)]
    for start in range(0, len(ones), BATCH):
        batch = slice(start, start + BATCH)
        common.append(words[ones[batch]].multiply(words[others[batch]]).getnnz(axis=1))
    common = np.concatenate(common)
    is_near = 10 * common >= 7 * (sizes[ones] + sizes[others] - common)
    return ones[is_near], others[is_near]


def groups(ones, others, count):
    """Return of each place the first one that it is tied to, by pairs in any number."""
    ties = sparse.coo_matrix((np.ones(len(ones)), (ones, others)), (count, count))
    number_of_groups, labels = connected_components(ties, directed=False)
    firsts = np.full(number_of_groups, count)
    np.minimum.at(firsts, labels, np.arange(count))
    return firsts[labels]


def nearest(ones, others, count):
    """Return the first near-duplicate of each place, -1 where there is none."""
    firsts = np.full(count, count)
    np.minimum.at(firsts, ones, others)
    np.minimum.at(firsts, others, ones)
    return np.where(firsts < count, firsts, -1)


def model(dbt, session):
    """Return the tickets of each group with the first of the group and the first like each."""
    texts = dbt.ref("int_texts").select("ticket_key, created_at")
    hashed = (
        "ticket_key, created_at, list_transform(tokens, lambda word: hash(word) >> 32) as hashes"
    )
    tickets = dbt.ref("int_text_tokens").join(texts, "ticket_key").select(hashed)
    tickets = tickets.order("created_at, ticket_key").to_arrow_table().combine_chunks()
    keys, found = tickets["ticket_key"].to_numpy(), np.zeros(0, int)
    firsts = like = found
    if len(keys):
        words = word_sets(tickets["hashes"].chunk(0))
        is_long = words.getnnz(axis=1) >= FEWEST_WORDS
        keys, words = keys[is_long], words[is_long]
    if len(keys):
        ones, others = near(words, *candidates(buckets(words, session)))
        firsts, like = groups(ones, others, len(keys)), nearest(ones, others, len(keys))
        found = np.flatnonzero(like >= 0)
    return pyarrow.table(
        {
            "ticket_key": keys[found],
            "duplicate_group_key": keys[firsts[found]],
            "like_ticket_key": keys[like[found]],
        }
    )
