"""What units said in the same words, or nearly: said once in a document, with all of them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from domain.collation.counting import TaskRemark
from domain.text import fold, nfc

NEARLY = 0.85  # of all words that two texts have, so many are in both
_LEAST_WORDS = 6  # of a text that may be told in another's words; a shorter one says something else by one word
_WORD = re.compile(r"\w+")
_CARRIED = frozenset(
    ("khong", "chua", "chang", "cha", "khoi", "thieu", "het", "dung", "ngung", "huy", "mat", "tru", "ngoai", "bot",
     "tang", "giam", "cao", "thap", "truoc", "sau", "hon", "kem", "not", "no", "never", "without", "except")
)  # fmt: skip
"""Words that turn what is said round: two texts are told as one only where these are the same."""


@dataclass(frozen=True, slots=True)
class SharedStatement:
    """One text, and every remark that says it."""

    text: str
    remarks: Sequence[TaskRemark]


@dataclass(frozen=True, slots=True)
class _Said:
    text: str
    words: tuple[str, ...]  # with their marks
    plain: tuple[str, ...]  # without

    @property
    def fixed(self) -> tuple[tuple[str, ...], ...]:
        """Return what may not differ: numbers, and words that turn round what is said."""
        numbers = tuple(word for word in self.plain if any(letter.isdigit() for letter in word))
        return numbers, tuple(word for word in self.plain if word in _CARRIED)

    @property
    def is_marked(self) -> bool:
        return self.words != self.plain


def statements(remarks: Iterable[TaskRemark], text_of: Callable[[TaskRemark], str]) -> list[SharedStatement]:
    """Return what was said, each text once: those of most units first, then in the order in which they came. Texts
    whose words are the same are one, whatever their capitals and stops; so are nearly equal ones, unless a number or a
    word as `chưa` differs. The text that most of them have is told, of these the longest."""
    groups: list[list[tuple[_Said, TaskRemark]]] = []
    by_words: dict[tuple[str, ...], int] = {}
    by_fixed: dict[tuple[tuple[str, ...], ...], list[int]] = {}
    for remark in remarks:
        said = _said(text_of(remark))
        if not said.words:
            continue
        found = by_words.get(said.words)
        if found is None:
            alike = by_fixed.setdefault(said.fixed, [])
            found = next((at for at in alike if _are_one(groups[at][0][0], said)), None)
            if found is None:
                found = len(groups)
                groups.append([])
                alike.append(found)
            by_words[said.words] = found
        groups[found].append((said, remark))
    told = [SharedStatement(_told(group), [remark for _, remark in group]) for group in groups]
    return sorted(told, key=lambda one: -len({remark.owed.obligation_id for remark in one.remarks}))


def _said(text: str) -> _Said:
    tidy = " ".join(nfc(text).split())
    words = tuple(_WORD.findall(tidy.casefold()))
    return _Said(tidy, words, tuple(fold(word) for word in words))


def _are_one(one: _Said, other: _Said) -> bool:
    """Say whether two texts, whose numbers and turning words are the same, tell the same. Where one of them was typed
    without marks, marks do not count."""
    both_marked = one.is_marked and other.is_marked
    first, second = (one.words, other.words) if both_marked else (one.plain, other.plain)
    if first == second:
        return True
    if min(len(first), len(second)) < _LEAST_WORDS:
        return False
    counts = Counter(first), Counter(second)
    shared, whole = (counts[0] & counts[1]).total(), (counts[0] | counts[1]).total()
    return shared >= NEARLY * whole


def _told(group: Sequence[tuple[_Said, TaskRemark]]) -> str:
    many = Counter(said.text for said, _ in group)
    marked = {said.text for said, _ in group if said.is_marked} or set(many)
    return max(marked, key=lambda text: (many[text], len(text)))


def fitting(
    told: Sequence[SharedStatement], room: int, length_of: Callable[[SharedStatement], int]
) -> list[SharedStatement]:
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
