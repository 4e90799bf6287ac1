"""The words of the pages themselves, one table per language; what the bot says comes from the handlers."""

from collections.abc import Mapping

from web.words import en, vi

LANGUAGES: Mapping[str, Mapping[str, str]] = {"vi": vi.WORDS, "en": en.WORDS}


def words_in(language: str) -> Mapping[str, str]:
    """The table of a language; Vietnamese for one that has none."""
    return LANGUAGES.get(language, vi.WORDS)
