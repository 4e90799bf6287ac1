"""Sentences that other rooms make without words (`domain.messaging.sentences`), worded in a language."""

from domain.messaging.sentences import BigNumber, Filling, Listing, Sentence
from handlers.words import Words

_SIGNS = {"vi": str.maketrans(",.", ".,"), "en": {}}


def in_words(words: Words, said: Filling) -> str:
    """Say a sentence in words, with all that is within it."""
    if isinstance(said, Sentence):
        return words.plain(said.name, **{name: _filled(words, value) for name, value in said.values})
    if isinstance(said, Listing):
        return in_words(words, said.between).join(in_words(words, part) for part in said.parts)
    if isinstance(said, BigNumber):
        shown = f"{said.number:,.6f}".rstrip("0").rstrip(".")
        return shown.translate(_SIGNS[words.language])
    return str(said)


def _filled(words: Words, value: Filling) -> str | int:
    return value if isinstance(value, int) else in_words(words, value)
