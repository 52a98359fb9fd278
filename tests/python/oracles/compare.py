"""Compares two sets of rows: what only one side has, and what differs."""

from datetime import timedelta

MICROSECOND = timedelta(microseconds=1)


def assert_same(found: dict, expected: dict) -> None:
    """Fails with the first few differences between two mappings of keys to rows."""
    assert expected, "nothing to compare with"
    differences = [
        f"{key}: {difference(found.get(key), expected.get(key))}"
        for key in sorted(set(found) | set(expected), key=str)
        if key not in found or key not in expected or found[key] != expected[key]
    ]
    shown = "\n".join(differences[:5])
    assert not differences, f"{len(differences)} differences:\n{shown}"


def difference(found, expected) -> str:
    """Both sides of a difference; of two dicts only the cells that differ."""
    if isinstance(found, dict) and isinstance(expected, dict):
        names = [name for name in expected if found[name] != expected[name]]
        found, expected = ({name: row[name] for name in names} for row in (found, expected))
    return f"found {found}, expected {expected}"


def minutes(span) -> float | None:
    """A timedelta as minutes, divided once, at the end; None stays None (T3, T5)."""
    return None if span is None else span // MICROSECOND / 60_000_000
