"""Subjects and descriptions: phrases put together as people do on each channel."""

import re
from collections.abc import Sequence
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ticket_generator import phrases
from ticket_generator.catalogue import API, CHAT, EMAIL, PHONE, URGENT
from ticket_generator.choices import chance, choose
from ticket_generator.demand import Demand
from ticket_generator.other_languages import LANGUAGES, Voice
from ticket_generator.repeats import Repeat, repeated
from ticket_generator.settings import Settings
from ticket_generator.slots import SlotPools, Slots, fill
from ticket_generator.wording import ALL_ISSUES

TYPO_SHARE = 0.07
LONG_WORD = re.compile(r"(?<![\w.@/#-])[a-z]{5,}(?![\w@/-]|\.\w)")
# By channel: email, web, chat, phone, api.
GREETS = np.array([0.85, 0.40, 0.08, 0.0, 0.0])
SIGNS = np.array([0.82, 0.30, 0.0, 0.0, 0.0])
ENGLISH = Voice(phrases.GREETINGS, phrases.CLOSINGS, phrases.CONTEXTS, phrases.ASKS, phrases.ISSUES)


class Templates:
    """Phrases of one sort in one list, in groups: those of an issue, or of a language."""

    def __init__(self, groups: Sequence[Sequence[str]]):
        self.sizes = np.array([len(group) for group in groups])
        self.firsts = np.cumsum(self.sizes) - self.sizes
        self.pieces = [re.split(r"[{}]", phrase) for group in groups for phrase in group]

    def fill(self, purpose: str, group: np.ndarray, slots: Slots) -> pa.Array:
        """A phrase of its group for each ticket."""
        which = self.firsts[group] + choose(slots.seeds, purpose, self.sizes[group])
        return fill(self.pieces, which, slots)


class TextWriter:
    """Writes the texts of any stretch of tickets; they depend on the tickets alone."""

    def __init__(self, settings: Settings, demand: Demand):
        self.settings, self.demand = settings, demand
        self.pools = SlotPools(demand.customers, settings.random(6))
        self.subjects = Templates([issue.subjects for issue in ALL_ISSUES])
        self.openings = Templates([issue.openings for issue in ALL_ISSUES])
        self.details = Templates([issue.details for issue in ALL_ISSUES])
        voices = [{"en": ENGLISH, **LANGUAGES}[name] for name in demand.customers.languages]
        self.greetings = Templates([voice.greetings for voice in voices])
        self.closings = Templates([voice.closings for voice in voices])
        self.contexts = Templates([voice.contexts for voice in voices])
        self.asks = Templates([voice.asks for voice in voices])
        self.english = {
            name: Templates([getattr(phrases, name)])
            for name in ("SUBJECT_ENDS", "QUOTES", "ANGRY", "FRIENDLY", "PHONE_LEADS")
        }

    def write(self, rows: slice) -> tuple[pa.Array, pa.Array, list[Repeat]]:
        """Subjects and descriptions of a stretch of tickets, and what was changed in repeats."""
        demand = self.demand
        # A ticket sent again says what it said the first time.
        origin = demand.origin[rows]
        first_said = np.where(origin >= 0, demand.created[origin], demand.created[rows])
        start = np.datetime64(self.settings.start.replace(tzinfo=None), "s")
        month = (start + first_said).astype("datetime64[M]").astype(int) % 12
        requester = demand.requester[rows]
        organization = demand.customers.organization[requester]
        slots = Slots(self.pools, demand.text_seed[rows], requester, organization, month)
        language = demand.customers.language[organization]
        subjects = self.subject(rows, language, slots)
        descriptions = with_typos(self.description(rows, language, slots), slots.seeds, language)
        return repeated(rows, origin, subjects, descriptions)

    def subject(self, rows: slice, language: np.ndarray, slots: Slots) -> pa.Array:
        """Subject lines."""
        seeds, is_english = slots.seeds, language == 0
        urgent = self.demand.priority[rows] == URGENT
        text = self.subjects.fill("subject", self.demand.issue[rows], slots)
        ends = self.english["SUBJECT_ENDS"].fill("subject end", np.zeros_like(language), slots)
        has_end = is_english & chance(seeds, "has subject end", 0.18)
        shouts = is_english & urgent & chance(seeds, "shouts", 0.2)
        forwards = chance(seeds, "forwards", 0.03) & (self.demand.channel[rows] == EMAIL)
        text = join(
            given(shouts, pa.scalar("URGENT: ")), given(forwards, pa.scalar("Fwd: ")), text,
            given(has_end, ends),
        )  # fmt: skip
        lower = chance(seeds, "lower subject", 0.06)
        return pc.if_else(pa.array(lower), pc.utf8_lower(text), text)

    def description(self, rows: slice, language: np.ndarray, slots: Slots) -> pa.Array:
        """Descriptions: greeting, matter, detail, feelings, request, signature."""
        seeds, is_english = slots.seeds, language == 0
        issue, channel = self.demand.issue[rows], self.demand.channel[rows]
        mood, one = self.demand.mood[rows], np.zeros_like(language)
        is_short = np.isin(channel, (CHAT, API))
        opening = self.openings.fill("opening", issue, slots)
        capitals = (channel != CHAT) | chance(seeds, "chat capitals", 0.4)
        opening = pc.if_else(pa.array(capitals), capitalised(opening), opening)
        lead = self.english["PHONE_LEADS"].fill("lead", one, slots)
        sentences = [
            join(given((channel == PHONE) & is_english, join(lead, pa.scalar(" "))), opening),
            given(
                chance(seeds, "has detail", np.where(is_short, 0.65, 0.9)),
                self.details.fill("detail", issue, slots),
            ),
            given(
                chance(seeds, "has context", np.where(is_short, 0.2, 0.6)),
                self.contexts.fill("context", language, slots),
            ),
            given(
                is_english & chance(seeds, "has quote", 0.07),
                self.english["QUOTES"].fill("quote", one, slots),
            ),
            given(is_english & (mood < 0), self.english["ANGRY"].fill("angry", one, slots)),
            given(is_english & (mood > 0), self.english["FRIENDLY"].fill("friendly", one, slots)),
            given(
                chance(seeds, "asks", np.where(is_short, 0.35, 0.7)),
                self.asks.fill("ask", language, slots),
            ),
        ]
        body = pc.utf8_trim(
            pc.replace_substring_regex(join(*sentences, by=" "), "  +", " "), characters=" "
        )
        greets = chance(seeds, "greets", GREETS[channel])
        signs = chance(seeds, "signs", SIGNS[channel])
        gap = pa.array(np.where(channel == EMAIL, "\n\n", " "))
        greeting = join(self.greetings.fill("greeting", language, slots), gap)
        company = given(
            chance(seeds, "signs company", 0.4), join(pa.scalar("\n"), slots["company"])
        )
        signature = join(
            pa.scalar("\n\n"), self.closings.fill("closing", language, slots), pa.scalar("\n"),
            slots["writer"], company,
        )  # fmt: skip
        return join(given(greets, greeting), body, given(signs, signature))


def join(*texts: pa.Array | pa.Scalar, by: str = "") -> pa.Array:
    """Texts one behind the other."""
    return pc.binary_join_element_wise(*texts, by)


def given(mask: np.ndarray, text: pa.Array | pa.Scalar) -> pa.Array:
    """The text where the mask is true, else nothing."""
    return pc.if_else(pa.array(mask), text, pa.scalar(""))


def capitalised(text: pa.Array) -> pa.Array:
    """With the first letter as a capital."""
    return join(
        pc.utf8_upper(pc.utf8_slice_codeunits(text, 0, 1)), pc.utf8_slice_codeunits(text, 1)
    )


def with_typos(text: pa.Array, seeds: np.ndarray, language: np.ndarray) -> pa.Array:
    """Swaps or drops letters in some of the English texts."""
    mask = (language == 0) & chance(seeds, "typo", TYPO_SHARE)
    wrong = [
        misspelt(original, Random(int(seed)))
        for original, seed in zip(text.filter(pa.array(mask)).to_pylist(), seeds[mask], strict=True)
    ]
    return pc.replace_with_mask(text, pa.array(mask), pa.array(wrong, pa.string()))


def misspelt(text: str, random: Random) -> str:
    """One or two slips of the finger in words of five letters or more; never in addresses."""
    words = [match.span() for match in LONG_WORD.finditer(text)]
    for start, end in sorted(random.sample(words, min(len(words), random.choice((1, 1, 2))))):
        place = random.randrange(start + 1, end - 2)
        swapped = text[place + 1] + text[place]
        text = text[:place] + swapped + text[place + 2 :]
    return text
