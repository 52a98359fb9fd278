"""All issues in all languages in one list, and which of them a ticket can be about."""

from functools import cache

import numpy as np

from ticket_generator.incident_phrases import THEMES
from ticket_generator.other_languages import LANGUAGES
from ticket_generator.phrases import ISSUES as ENGLISH_ISSUES
from ticket_generator.phrases import Issue

# (language, category or name of the theme) -> issues
BY_TOPIC: dict[tuple[str, str], tuple[Issue, ...]] = (
    {("en", category): issues for category, issues in ENGLISH_ISSUES.items()}
    | {("en", theme.name): (theme.issue,) for theme in THEMES}
    | {
        (language, category): issues
        for language, wording in LANGUAGES.items()
        for category, issues in wording.issues.items()
    }
)
ALL_ISSUES: tuple[Issue, ...] = tuple(issue for issues in BY_TOPIC.values() for issue in issues)


@cache
def issues_of(topic: str, language: str) -> np.ndarray:
    """Places in ALL_ISSUES of a category's or theme's issues in a language."""
    place = 0
    for key, issues in BY_TOPIC.items():
        if key == (language, topic):
            return np.arange(place, place + len(issues))
        place += len(issues)
    raise KeyError(f"no wording for {topic} in {language}")
