"""How a message quotes what was written, and names what may have been meant."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from domain.finding import lookalikes
from domain.messaging.sentences import EMPTY, OR, Filling, Sentence, listing, sentence
from domain.text import fold

_MOST_COMPARED = 1000
_STRICT = 0.75  # how like each other two words are that are only mistyped
_WORD = re.compile(r"\w+")


def shown(value: object) -> Sentence:
    """Return a value as a message quotes it, kept short."""
    if not isinstance(value, str):
        return sentence("setup.value.empty" if value is None else "setup.value.several")
    return sentence("setup.value.unusable", value=cut(value))


def cut(text: str) -> str:
    """Return the text in quotes, and short enough for a line."""
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def nearest(wrong: str, known: Iterable[str], *, least: float = 0.6) -> Filling:
    """Return `; có phải “KHCN”?`, or nothing when no known word resembles the wrong one by as much as `least`.

    What has the same words, whatever their marks and order, comes before what only has similar letters.
    """
    words = sorted(known)
    if len(words) > _MOST_COMPARED:  # each comparison takes time, and a file may have many mistakes
        words = [word for word in words if word[:2].casefold() == wrong[:2].casefold()][:_MOST_COMPARED]
    wrong = wrong[:60]
    wrong = lookalikes.latin(wrong)
    typed = set(_WORD.findall(fold(wrong)))
    folded = {word: set(_WORD.findall(fold(word))) for word in words}
    found = [word for word in words if typed and typed <= folded[word]]
    found = found or _like(wrong, words, _STRICT)
    most = max((len(typed & folded[word]) for word in words if " " in word), default=0) if least < _STRICT else 0
    found = found or [word for word in words if most and len(typed & folded[word]) == most]
    found = found or _like(wrong, words, least)
    found.sort(key=lambda word: (-len(typed & folded[word]), len(folded[word]), abs(len(word) - len(wrong))))
    return meaning(*found[:3]) if found else EMPTY


def meaning(*words: str) -> Sentence:
    """Return the question for what was meant: `; có phải “KHCN”?`."""
    return sentence("setup.hint.meant", words=listing((f"“{word}”" for word in words), OR))


def _like(wrong: str, words: Iterable[str], least: float) -> list[str]:
    """Return the word with the most similar letters, whatever marks these have, in a list; nothing where none is
    alike."""
    folded: dict[str, str] = {}
    for word in words:
        folded.setdefault(fold(word), word)
    return [folded[word] for word in get_close_matches(fold(wrong), folded, 1, cutoff=least)]
