"""Choices that follow from a ticket's seed alone, whatever else is drawn and in whatever order."""

import zlib

import numpy as np


def choose(seeds: np.ndarray, purpose: str, options: int | np.ndarray) -> np.ndarray:
    """For each seed a number from 0 to options - 1; other purposes get independent ones."""
    mixed = seeds + np.uint64(zlib.crc32(purpose.encode()) * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    return (mixed % np.asarray(options).astype(np.uint64)).astype(np.int64)


def chance(seeds: np.ndarray, purpose: str, share: float | np.ndarray) -> np.ndarray:
    """For each seed whether it is among the share."""
    return choose(seeds, purpose, 10_000) < np.asarray(share) * 10_000
