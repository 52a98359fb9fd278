"""Tickets sent a second time: the first text with a small edit."""

from random import Random
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

SHORT = 25  # words; a shorter text would not be the same with a sentence more
NUDGES = (
    "Any news?",
    "Please answer.",
    "Still waiting.",
    "Second attempt.",
    "Is anybody there?",
)
REMINDER_SUBJECTS = ("{subject}", "{subject}", "Re: {subject}", "Reminder: {subject}")


class Repeat(NamedTuple):
    """A ticket that says what an earlier one said."""

    ticket: int
    origin: int
    edit: str
    word_overlap: float  # words in both texts / words in either


def repeated(
    rows: slice, origin: np.ndarray, subjects: pa.Array, descriptions: pa.Array
) -> tuple[pa.Array, pa.Array, list[Repeat]]:
    """Edits the texts of the repeats among the tickets of a stretch; all others stay."""
    mask = pa.array(origin >= 0)
    places = np.flatnonzero(origin >= 0)
    new_subjects, new_descriptions, repeats = [], [], []
    for place, subject, text in zip(
        places,
        subjects.filter(mask).to_pylist(),
        descriptions.filter(mask).to_pylist(),
        strict=True,
    ):
        ticket = rows.start + int(place)
        random = Random(ticket)
        edit, changed = edited(text, random)
        new_subjects.append(random.choice(REMINDER_SUBJECTS).format(subject=subject))
        new_descriptions.append(changed)
        repeats.append(Repeat(ticket, int(origin[place]), edit, word_overlap(text, changed)))
    return (
        pc.replace_with_mask(subjects, mask, pa.array(new_subjects, pa.string())),
        pc.replace_with_mask(descriptions, mask, pa.array(new_descriptions, pa.string())),
        repeats,
    )


def edited(text: str, random: Random) -> tuple[str, str]:
    """What was done to the text, and the text with it done."""
    edits = ["none", "lower case", "punctuation"]
    if len(text.split()) >= SHORT:
        edits += ["sentence in front", "sentence behind", "word dropped"]
    edit = random.choice(edits)
    if edit == "lower case":
        return edit, text.lower()
    if edit == "punctuation":
        return edit, text.replace(". ", "! ").replace("?", "??")
    if edit == "sentence in front":
        return edit, f"{random.choice(NUDGES)} {text}"
    if edit == "sentence behind":
        return edit, f"{text}\n\n{random.choice(NUDGES)}"
    if edit == "word dropped":
        words = text.split(" ")
        del words[random.randrange(1, len(words) - 1)]
        return edit, " ".join(words)
    return edit, text


def word_overlap(one: str, other: str) -> float:
    """Jaccard similarity of the sets of words, letters and digits only, in small letters."""
    first, second = (
        set("".join(ch if ch.isalnum() else " " for ch in text.lower()).split())
        for text in (one, other)
    )
    return round(len(first & second) / len(first | second), 3)
