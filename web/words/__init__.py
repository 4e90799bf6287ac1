"""The words of the pages themselves, from a catalogue per language; what the bot says comes from the handlers."""

from collections.abc import Mapping
from pathlib import Path

from handlers.words.catalogues import Catalogues

LANGUAGES = Catalogues(Path(__file__).parent, {"vi": {}, "en": {}})


def words_in(language: str) -> Mapping[str, str]:
    """Return the words of a language; Vietnamese for one that has none."""
    return LANGUAGES.get(language) or LANGUAGES["vi"]
