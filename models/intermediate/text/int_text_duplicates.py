# Grain: one row per ticket with a near-duplicate, with its group.
"""Groups of near-duplicates of near-duplicates, each known by its first ticket."""

import pyarrow


def first_of_group(pairs):
    """Return for each number in the pairs the lowest that it is tied to."""
    parents = {}

    def root(number):
        while (parent := parents.setdefault(number, number)) != number:
            parents[number] = parents[parent]
            number = parent
        return number

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
    return {number: root(number) for number in parents}


def model(dbt, session):
    """Return the tickets of all pairs, each with the key of the first ticket of its group."""
    pairs = dbt.ref("int_text_duplicate_pairs")
    numbers = pairs.select("ticket_number, other_number").fetchall()
    keys = dict(pairs.select("ticket_number, ticket_key").fetchall())
    keys |= pairs.select("other_number, other_ticket_key").fetchall()
    groups = sorted(first_of_group(numbers).items())
    columns = {
        "ticket_key": [keys[number] for number, _ in groups],
        "duplicate_group_key": [keys[first] for _, first in groups],
    }
    schema = pyarrow.schema(dict.fromkeys(columns, "int64"))
    return pyarrow.table(columns, schema=schema)
