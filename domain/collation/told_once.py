"""What units said in the same words, or nearly: said once in a document, with all of them."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.text import fold, nfc

NEARLY = 0.85  # of the words of the longer of two texts, so many are in both
MOST_COMPARED = 200  # texts with which another is compared word by word
_LEAST_WORDS = 6  # of a text that may be told in another's words; a shorter one says something else by one word
Remark = TypeVar("Remark")
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.;:!?\n]")
_CARRIED = frozenset(
    ("khong", "chua", "chang", "cha", "khoi", "thieu", "het", "dung", "ngung", "huy", "mat", "tru", "ngoai", "bot",
     "tang", "giam", "cao", "thap", "truoc", "sau", "hon", "kem", "not", "no", "never", "without", "except")
)  # fmt: skip
"""Words that turn what is said round: two texts are told as one only where these are the same."""


@dataclass(frozen=True, slots=True)
class SharedStatement(Generic[Remark]):
    """One text, and every remark that says it."""

    text: str
    remarks: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    words: tuple[str, ...]  # with their marks
    plain: tuple[str, ...]  # without
    fixed: tuple[tuple[str, ...], ...]  # what may not differ: numbers, names, words that turn round what is said

    @property
    def is_marked(self) -> bool:
        return self.words != self.plain


def statements_by(
    remarks: Iterable[Remark],
    text_of: Callable[[Remark], str],
    who_of: Callable[[Remark], Hashable],
    outcome_of: Callable[[Remark], Hashable],
) -> list[SharedStatement[Remark]]:
    """Return what was said as `statements` does, what had another outcome apart: an answer that one was given is
    nobody else's."""
    apart: dict[Hashable, list[Remark]] = {}
    for remark in remarks:
        apart.setdefault(outcome_of(remark), []).append(remark)
    told = [one for alike in apart.values() for one in statements(alike, text_of, who_of)]
    return sorted(told, key=lambda one: -len({who_of(remark) for remark in one.remarks}))


def statements(
    remarks: Iterable[Remark], text_of: Callable[[Remark], str], who_of: Callable[[Remark], Hashable]
) -> list[SharedStatement[Remark]]:
    """Return what was said, each text once: those of most who say it first, then in the order in which they came. Texts
    whose words are the same are one, whatever their capitals and stops; so are two of which one only has a few words
    more, unless among them are a number, a name or a word as `chưa`. The text that most of them have is told, of these
    the longest. Of very many different texts only the first are compared so closely."""
    groups: list[list[tuple[_Said, Remark]]] = []
    by_words: dict[tuple[str, ...], int] = {}
    by_fixed: dict[tuple[tuple[str, ...], ...], list[int]] = {}
    for remark in remarks:
        said = _said(text_of(remark))
        if not said.words:
            continue
        found = by_words.get(said.words)
        if found is None:
            alike = by_fixed.setdefault(said.fixed, [])
            found = next((at for at in alike[:MOST_COMPARED] if _are_one(groups[at][0][0], said)), None)
            if found is None:
                found = len(groups)
                groups.append([])
                alike.append(found)
            by_words[said.words] = found
        groups[found].append((said, remark))
    told = [SharedStatement(_told(group), [remark for _, remark in group]) for group in groups]
    return sorted(told, key=lambda one: -len({who_of(remark) for remark in one.remarks}))


def _said(text: str) -> _Said:
    tidy = " ".join(nfc(text).split())
    words = tuple(_WORD.findall(tidy.casefold()))
    plain = tuple(fold(word) for word in words)
    numbers = tuple(word for word in plain if any(letter.isdigit() for letter in word))
    return _Said(tidy, words, plain, (numbers, tuple(word for word in plain if word in _CARRIED), _names(tidy)))


def _names(text: str) -> tuple[str, ...]:
    """Return the words with a capital within a sentence: names of places, people, offices. A text all in capitals
    shows none."""
    if text.isupper():
        return ()
    within = (word for sentence in _SENTENCE.split(text) for word in _WORD.findall(sentence)[1:])
    return tuple(fold(word) for word in within if word[0].isupper())


def _are_one(one: _Said, other: _Said) -> bool:
    """Say whether two texts, in which what may not differ is the same, tell the same. Where one of them was typed
    without marks, marks do not count."""
    both_marked = one.is_marked and other.is_marked
    first, second = (one.words, other.words) if both_marked else (one.plain, other.plain)
    if first == second:
        return True
    short, long = sorted((first, second), key=len)
    if len(short) < _LEAST_WORDS or len(short) < NEARLY * len(long):
        return False
    return Counter(short) <= Counter(long)


def _told(group: Sequence[tuple[_Said, Remark]]) -> str:
    many = Counter(said.text for said, _ in group)
    marked = {said.text for said, _ in group if said.is_marked} or set(many)
    return max(marked, key=lambda text: (many[text], len(text)))


def fitting(
    told: Sequence[SharedStatement[Remark]], room: int, length_of: Callable[[SharedStatement[Remark]], int]
) -> list[SharedStatement[Remark]]:
    """Return those that have room, in their order: what is too long for what is left of it is passed over."""
    found = []
    for one in told:
        length = length_of(one)
        if length <= room:
            found.append(one)
            room -= length
    return found


def pieces(text: str, longest: int) -> list[str]:
    """Return a text in pieces of at most so many characters, cut behind a sentence, else a word, else anywhere: a row
    of a table is no taller than a part of the page."""
    found = []
    rest = text.strip()
    while len(rest) > longest:
        window = rest[: longest + 1]
        ends = [match.end() for match in re.finditer(r"[.;!?\n]", window) if match.end() <= longest]
        at = next((end for end in reversed(ends) if end > longest // 2), 0) or window.rfind(" ")
        at = at if at > 0 else longest
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*found, rest] if rest or not found else found
