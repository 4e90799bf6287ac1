"""A title as a row of atoms: words, and letters of its abbreviations, each with what it weighs in telling the task."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.text import word_keys
from domain.typed.naming.words import GENERIC, LEFT_OUT
from domain.typed.words.phrases import WORDS
from domain.typed.words.tokens import tokens_of

_GENERIC, _LETTER, _LEAST = 0.25, 0.5, 0.3
_LONGEST_ABBREVIATION = 8
_LONGEST_GENERIC = max(len(phrase.split()) for phrase in GENERIC)
_LEFT_OUT = frozenset(marked or key for key, marked in map(word_keys, LEFT_OUT))
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|th|tr|ch|kh|ph|gh|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")


@dataclass(frozen=True, slots=True)
class Atom:
    """`word`: folded, "" for one letter of the abbreviation `of`; `marked` as `word_keys` gives it."""

    letter: str
    word: str = ""
    marked: str = ""
    of: str = ""
    weight: float = 1.0

    @property
    def tells(self) -> bool:
        return self.weight > _GENERIC


def atoms_of(title: str) -> list[Atom]:
    """Return the atoms of a title: `Lập và sử dụng Quỹ KH&CN` has lap su dung quy k h c n."""
    tokens = [token for token in tokens_of(title, WORDS) if token.kind in ("word", "number")]
    typed = [title[token.start : token.end] for token in tokens]
    is_shouted = title.upper() == title
    atoms: list[Atom] = []
    for token, word in zip(tokens, typed, strict=True):
        key, marked = word_keys(word) if token.kind == "word" else (token.key, "")
        if (marked or key) in _LEFT_OUT:
            continue
        if token.kind == "word" and is_abbreviation(key, is_shouted=word.isupper() and not is_shouted):
            atoms += [Atom(letter, of=key, weight=_LETTER) for letter in key]
        else:
            atoms.append(Atom(key[:1], key, marked))
    return _lightened(atoms)


def _lightened(atoms: list[Atom]) -> list[Atom]:
    """Give little weight to what stands in the titles of any office; return the same list."""
    at = 0
    while at < len(atoms):
        size = next((size for size in range(_LONGEST_GENERIC, 0, -1) if _phrase(atoms[at : at + size], size)), 0)
        for place in range(at, at + size):
            atoms[place] = replace(atoms[place], weight=_GENERIC)
        at += max(1, size)
    return atoms


def _phrase(atoms: Sequence[Atom], size: int) -> bool:
    if len(atoms) != size:
        return False
    is_bare = not any(atom.marked for atom in atoms)
    return tuple(atom.word if is_bare else atom.marked or atom.word for atom in atoms) in _PHRASES


_PHRASES = frozenset(tuple(marked or key for key, marked in map(word_keys, phrase.split())) for phrase in GENERIC)


def is_abbreviation(letters: str, *, is_shouted: bool = False) -> bool:
    """Say whether the letters are no syllable: `gtnt`, `ubnd`, `KH`."""
    if not 2 <= len(letters) <= _LONGEST_ABBREVIATION or not letters.isascii() or not letters.isalpha():
        return False
    return is_shouted or _SYLLABLE.fullmatch(letters) is None


def weighed(rows: Sequence[Sequence[Atom]]) -> list[list[Atom]]:
    """Return the rows with less weight for a word that several titles have: it tells less which of them is meant."""
    said_in: dict[str, int] = {}
    for row in rows:
        for word in {atom.word or atom.of for atom in row}:
            said_in[word] = said_in.get(word, 0) + 1
    return [[_shared(atom, said_in) for atom in row] for row in rows]


def _shared(atom: Atom, said_in: Mapping[str, int]) -> Atom:
    if not atom.tells:
        return atom
    return replace(atom, weight=max(_LEAST, atom.weight / said_in[atom.word or atom.of]))
