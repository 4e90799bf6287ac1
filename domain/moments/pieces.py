"""A text as words, numbers and signs in which days and hours are looked for, and phrases of several words."""

import re
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from domain.text import word_keys

V = TypeVar("V")

_PIECE = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)|(?P<sign>\S)")
WIDE = {0x3000: 0x20, 0xFE0E: 0x20, 0xFE0F: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
"""Full-width signs are one for one what they look like, and what only says how an emoji is drawn is a space, so that
places stay what they are."""
_MAY_BE_FIGURES = re.compile(r"(?<![^\W_])[0-9OoIlhg]+(?:[/.:-][0-9OoIlhg]+)*(?![^\W_])")
_LETTER_BESIDE_FIGURE = re.compile(r"[0-9][OoIl]|[OoIl][0-9]|[/:h]O|O[/:]")
_FIGURES = str.maketrans("OoIl", "0011")
_FEW = 5  # words: so many are looked through as quickly as they are hashed
_LONGEST_WORD = 20  # characters; what is longer is no word of a day or an hour


def with_figures(text: str) -> str:
    """Return the text with figures for the letters in its place that look like them: `3O/l2`, `17hOO`; each place stays
    what it is."""

    def clear(found: re.Match[str]) -> str:
        return found[0].translate(_FIGURES) if _LETTER_BESIDE_FIGURE.search(found[0]) else found[0]

    return _MAY_BE_FIGURES.sub(clear, text)


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
    """What phrases mean. A word typed with marks must have the phrase's own; one typed without may be any.

    They are put in order when they are asked for: nothing is read while the program starts.
    """

    def __init__(self, table: Mapping[V, Iterable[str]]) -> None:
        self._table = table

    @cached_property
    def _known(self) -> "_KnownPhrases[V]":
        return _KnownPhrases(self._table)

    def at(self, pieces: Sequence[TextPiece], at: int, *, is_exact: bool = False) -> tuple[V, int] | None:
        """Return what the longest phrase from here on means, and how many pieces it takes. Where marks were left out
        and two phrases fit, the first of the table. `is_exact`: what has no marks is meant without, as in a text that
        has them."""
        known = self._known
        if not 0 <= at < len(pieces) or not (begun := known.begun.get(pieces[at].key)):
            return None
        longest, seconds, alone = begun
        if longest > 1 and (at + 1 == len(pieces) or pieces[at + 1].key not in seconds):
            longest = 1
        for length in range(min(longest, len(pieces) - at), 1, -1):
            if found := known.meant(pieces[at : at + length], is_exact):
                return found[0], length
        for shaped, meaning in alone:  # most often; a text of 4,096 letters asks so 70,000 times
            if _fits(pieces[at], shaped, is_exact):
                return meaning, 1
        return None

    def begins(self, piece: TextPiece) -> bool:
        """Return whether any phrase begins with this word."""
        return piece.key in self._known.begun

    def all_at(self, pieces: Sequence[TextPiece], at: int, most: int) -> tuple[list[V], int]:
        """Return everything that the longest phrase of at most so many pieces from here on may mean, in the order of
        the table, and how many pieces it takes."""
        known = self._known
        longest, seconds, alone = known.begun[pieces[at].key]
        if longest > 1 and (most == 1 or pieces[at + 1].key not in seconds):
            longest = 1
        for length in range(min(longest, most), 1, -1):
            if found := known.meant(pieces[at : at + length], is_exact=False):
                return found, length
        found = [meaning for shaped, meaning in alone if _fits(pieces[at], shaped, is_exact=False)]
        return found, int(bool(found))


class _KnownPhrases(Generic[V]):
    """Phrases, to be looked up. The program knows thirty thousand: they are numbers in arrays, found by the hash of
    their words; as tuples of words they took 12 MiB."""

    def __init__(self, table: Mapping[V, Iterable[str]]) -> None:
        numbers: dict[tuple[str, str], int] = {}  # of words
        self._spelled = array("H")  # the words of all phrases, one phrase behind the other
        self._ends = array("I", (0,))
        self._meanings: list[V] = []
        for meaning, phrases in table.items():
            for phrase in phrases:
                self._spelled.extend([numbers.setdefault(word_keys(word), len(numbers)) for word in phrase.split()])
                self._ends.append(len(self._spelled))
                self._meanings.append(meaning)
        self._words = tuple(numbers)
        self.begun = self._beginnings()
        self._placed = self._places()

    def _beginnings(self) -> dict[str, "_Beginning[V]"]:
        longest: dict[str, int] = {}
        seconds: dict[str, set[str]] = {}
        alone: dict[str, list[tuple[str, V]]] = {}
        for number, meaning in enumerate(self._meanings):
            (key, shaped), *rest = self._phrase(number)
            longest[key] = max(len(rest) + 1, longest.get(key, 0))
            if rest:
                seconds.setdefault(key, set()).add(rest[0][0])
            else:
                alone.setdefault(key, []).append((shaped, meaning))
        return {
            key: (length, _few(seconds.get(key, set())), tuple(alone.get(key, ()))) for key, length in longest.items()
        }

    def _places(self) -> "array[int]":
        """Return where phrases of several words are found: a place by the hash of their keys, or the next that is
        free, holds the number of the phrase and one; 0 is free. Phrases of the same keys stand in the order of the
        table."""
        size = 1 << (2 * len(self._meanings)).bit_length()
        placed = array("I", bytes(array("I").itemsize * size))
        for number in range(len(self._meanings)):
            keys = tuple([key for key, _ in self._phrase(number)])
            if len(keys) > 1:
                place = hash(keys) & (size - 1)
                while placed[place]:
                    place = (place + 1) & (size - 1)
                placed[place] = number + 1
        return placed

    def _phrase(self, number: int) -> list[tuple[str, str]]:
        """Return the words of a phrase, each by its key and with its marks."""
        return [self._words[word] for word in self._spelled[self._ends[number] : self._ends[number + 1]]]

    def meant(self, pieces: Sequence[TextPiece], is_exact: bool) -> list[V]:
        """Return what phrases of exactly these words mean."""
        found: list[V] = []
        placed = self._placed
        place = hash(tuple([piece.key for piece in pieces])) & (len(placed) - 1)
        while number := placed[place]:
            if self._is(number - 1, pieces, is_exact):
                found.append(self._meanings[number - 1])
            place = (place + 1) & (len(placed) - 1)
        return found

    def _is(self, number: int, pieces: Sequence[TextPiece], is_exact: bool) -> bool:
        begin, end = self._ends[number], self._ends[number + 1]
        if end - begin != len(pieces):
            return False
        for piece, word in zip(pieces, self._spelled[begin:end], strict=True):
            key, shaped = self._words[word]
            if piece.key != key or not _fits(piece, shaped, is_exact):
                return False
        return True


_Beginning = tuple[int, Collection[str], tuple[tuple[str, V], ...]]
"""Of phrases that begin with a word: how many words the longest has, which are second, what the word means alone."""


def _few(words: set[str]) -> Collection[str]:
    """Return the words as what takes the least: a set of one word is four times a tuple of it."""
    return tuple(words) if len(words) < _FEW else frozenset(words)


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
