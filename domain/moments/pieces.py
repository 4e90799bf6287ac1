"""A text as words, numbers and signs in which days and hours are looked for, and phrases of several words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from domain.text import word_keys

V = TypeVar("V")

_PIECE = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)|(?P<sign>\S)")
WIDE = {0x3000: 0x20, 0xFE0E: 0x20, 0xFE0F: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
"""Full-width signs are one for one what they look like, and what only says how an emoji is drawn is a space, so that
places stay what they are."""
_LONGEST_WORD = 20  # characters; what is longer is no word of a day or an hour


class TextPiece(Protocol):
    """What days are read from: `key` is folded, `marked` the word with its marks ("" where none were typed)."""

    @property
    def key(self) -> str: ...
    @property
    def marked(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def is_close(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a number (digits alone) or a sign, with its place in the text. `is_close`: no space before it."""

    key: str
    marked: str
    start: int
    end: int
    is_close: bool


def words_of(text: str) -> list[Word]:
    """Return all of a text; digits and the points between them are apart, for `17.30` and `25.12.2026` to be read."""
    found: list[Word] = []
    for match in _PIECE.finditer(text.translate(WIDE)):
        piece, (start, end) = match.group(), match.span()
        is_word = match.lastgroup == "word" and len(piece) <= _LONGEST_WORD
        key, marked = word_keys(piece) if is_word else (piece, "")
        found.append(Word(key, marked, start, end, bool(found) and found[-1].end == start))
    return found


class Phrases(Generic[V]):
    """What phrases mean. A word typed with marks must have the phrase's own; one typed without may be any."""

    def __init__(self, table: Mapping[V, Iterable[str]]) -> None:
        self._known: dict[tuple[str, ...], list[tuple[tuple[str, ...], V]]] = {}
        for meaning, phrases in table.items():
            for phrase in phrases:
                keys, marks = zip(*map(word_keys, phrase.split()), strict=True)
                self._known.setdefault(keys, []).append((marks, meaning))
        self._longest: dict[str, int] = {}  # of the phrases that begin with a word
        self._second: dict[str, set[str]] = {}  # words that stand behind a first one
        for keys in self._known:
            self._longest[keys[0]] = max(len(keys), self._longest.get(keys[0], 0))
            self._second.setdefault(keys[0], set()).update(keys[1:2])

    def at(self, pieces: Sequence[TextPiece], at: int, *, is_exact: bool = False) -> tuple[V, int] | None:
        """Return what the longest phrase from here on means, and how many pieces it takes. Where marks were left out
        and two phrases fit, the first of the table. `is_exact`: what has no marks is meant without, as in a text that
        has them."""
        if not 0 <= at < len(pieces) or not (longest := self._longest.get(first := pieces[at].key, 0)):
            return None
        longest = min(longest, len(pieces) - at)
        if longest > 1 and pieces[at + 1].key not in self._second[first]:
            longest = 1
        for length in range(longest, 1, -1):
            there = pieces[at : at + length]
            for marks, meaning in self._known.get(tuple([piece.key for piece in there]), ()):
                if all(_fits(piece, shaped, is_exact) for piece, shaped in zip(there, marks, strict=True)):
                    return meaning, length
        alone = self._known.get((first,), ())  # most often; a text of 4,096 letters asks so 70,000 times
        for (shaped,), meaning in alone:
            if _fits(pieces[at], shaped, is_exact):
                return meaning, 1
        return None


def _fits(piece: TextPiece, shaped: str, is_exact: bool) -> bool:
    return piece.marked == shaped or (not piece.marked and not is_exact)


def number_at(pieces: Sequence[TextPiece], at: int, longest: int = 2) -> int | None:
    """Return the number in digits here, where it has no more than so many."""
    if not 0 <= at < len(pieces):
        return None
    key = pieces[at].key
    return int(key) if key.isascii() and key.isdecimal() and len(key) <= longest else None


def is_sign(pieces: Sequence[TextPiece], at: int, signs: str) -> bool:
    """Say whether one of these signs stands here, with no space before it."""
    return 0 <= at < len(pieces) and pieces[at].is_close and pieces[at].key in signs and len(pieces[at].key) == 1
