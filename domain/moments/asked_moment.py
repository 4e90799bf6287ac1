"""Which of the moments in a sentence is the one that is asked for, and which are only part of the reason."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from domain.moments.moments_in_text import NamedMoment, between
from domain.moments.pieces import Phrases, words_of
from domain.text import fold, word_keys

LEADING = frozenset({
    "xin", "cho", "em", "toi", "de", "nghi", "gia", "han", "them", "den", "sang", "lui", "ngay", "moi", "nop",
    "vao", "duoc", "la", "nen", "truoc", "cham", "nhat", "het", "trong", "vong", "luc", "khoang", "phep",
    "kinh", "se", "muon", "until", "till", "by", "before", "please", "another", "more", "extend", "to", "for",
    "bao", "cao", "doi", "keo", "dai", "chi", "can", "tu", "ke", "tinh", "from", "qua", "nhe", "minh", "anh",
    "co", "the", "no", "khat", "i", "need", "extension", "deadline", "til", "tre",
})  # fmt: skip
"""Words that lead to a moment and are no reason."""
_STRONG = frozenset({
    "den", "toi", "sang", "them", "truoc", "han", "lui", "vao", "nhat", "doi", "xin", "until", "till", "til", "by",
    "to",
})  # fmt: skip
"""Of several moments the one behind such a word is asked for."""
TO = frozenset({"den", "toi", "sang", "truoc", "luc", "vao", "by", "until", "till", "til", "to", "before"})
"""Behind such a word `24h` is a time of day."""
ADDS = frozenset({"them", "more", "another"})
TRAILING = frozenset({"a", "ah", "nhe", "nha", "nua", "dc", "duoc", "khong", "ko", "voi", "please", "thanks", "thoi"})
_AFTER_ONE = frozenset({"em", "toi", "nop", "gui", "se", "bao", "ben", "don", "xa", "moi", "hoan"})
_FROM = frozenset({"tu", "from"})
BECAUSE: Phrases[str] = Phrases({
    "because": ("vì", "vì lý do", "do", "với lý do", "lý do", "lý do là", "bởi vì", "bởi", "tại vì", "because",
                "because of", "due to", "reason", "nguyên nhân"),
    "at": ("tại",),
})  # fmt: skip
"""What leads to a reason. "at": it may as well say where, and belongs to the reason."""
_LONGEST_LEAD = 12  # words between `vì` and its day
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class MeantMoments:
    """`asked`: the moments that are asked for, each with the one that it is counted from. `beside`: one from which on
    it is (`từ 5/12 đến 8/12`). `reason_at`: where the reason begins that is led by `vì`. `tasks`: codes of tasks that
    stand beside the moment, not in the reason."""

    asked: tuple[tuple[NamedMoment, NamedMoment | None], ...]
    reason_at: int | None
    tasks: tuple[str, ...] = ()
    beside: tuple[NamedMoment, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Where the moments begin and end in the text."""
        taken = [*self.beside, *(one for pair in self.asked for one in pair if one is not None)]
        return min(one.start for one in taken), max(one.end for one in taken)


def key_of(word: str) -> str:
    """Return the word folded, without signs around it; `chờ` keeps its mark, as it leads to no moment."""
    bare = word.strip(" ,;:.–—-!?()")
    return bare.casefold() if fold(bare) == "cho" and word_keys(bare)[1] else fold(bare)


def without_codes(text: str, codes: Collection[str]) -> tuple[str, list[tuple[int, str]]]:
    """Return the text with letters for codes of tasks (`2.7` is not the second of July), and where each stood."""
    places: list[tuple[int, str]] = []
    for code in sorted((code for code in codes if not code.isdecimal()), key=len, reverse=True):
        pattern = re.compile(rf"(?<![\w./-]){re.escape(code)}(?![\w/-]|\.\d)", re.IGNORECASE)
        for found in pattern.finditer(text):
            before = text[: found.start()].split()
            if before and key_of(before[-1]) in TO | {"ngay"}:
                continue
            places.append((found.start(), code))
            text = text[: found.start()] + "x" * len(code) + text[found.end() :]
    return text, sorted(places)


def meant(found: Sequence[NamedMoment], text: str, places: Sequence[tuple[int, str]] = ()) -> MeantMoments:
    """Return which moments are meant. `text`: the one in which they were found, without codes of tasks; `places`: where
    those stood."""
    found = [one for one in found if not _is_why(one, text)]
    reason_at = _reason_at(text, found[0].end if found else 0)
    inside = [one for one in found if reason_at is None or one.start < reason_at]
    tasks = tuple(dict.fromkeys(code for at, code in places if not _is_in_reason(at, text, reason_at)))
    chosen = list(_chosen(inside, text))
    bases = [one for one in chosen if one.day is not None and _is_from(one, text)]
    asked = [(one, _base(one, chosen, bases, text)) for one in chosen if one not in bases]
    asked = [(one, base) for one, base in asked if not any(one is other for _, other in asked)]
    if not asked:
        return MeantMoments(
            tuple((one, None) for one in _likeliest(inside, text) if one not in bases), reason_at, tasks
        )
    return MeantMoments(tuple(asked), reason_at, tasks, tuple(bases))


_ASKS = frozenset({"xin", "lui", "doi", "them", "gia", "cho", "khat", "extend", "keo"})


def _is_why(one: NamedMoment, text: str) -> bool:
    """Say whether something else is on that day, in the same breath as the reason: `vì 10/12 mới có số liệu`."""
    pieces = [piece for piece in words_of(text) if piece.end <= one.start]
    for at in range(len(pieces) - 1, max(-1, len(pieces) - _LONGEST_LEAD), -1):
        if pieces[at].key in _ASKS or pieces[at].key in (",", ";", ".", "\n", "("):
            return False
        if BECAUSE.at(pieces, at) is not None:
            return any(one.end <= piece.start for piece in words_of(text))
    return False


def _reason_at(text: str, begin: int) -> int | None:
    pieces = words_of(text)
    for at, piece in enumerate(pieces):
        if piece.start >= begin and BECAUSE.at(pieces, at) is not None:
            return piece.start
    return None


def _is_in_reason(at: int, text: str, reason_at: int | None) -> bool:
    """Say whether it stands behind `vì`, wherever that stands."""
    first = _reason_at(text, 0)
    return (reason_at is not None and at > reason_at) or (first is not None and at > first)


def _chosen(found: Sequence[NamedMoment], text: str) -> Iterator[NamedMoment]:
    """Yield those that stand apart from the rest of the sentence."""
    chosen: list[NamedMoment] = []
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        if _is_asked_for(one, before if before in chosen else None, after, text):
            chosen.append(one)
    days = [one for one in chosen if one.place != "whole"]
    return iter([one for one in chosen if one in days or not days or _leads(one, text)])


def _base(
    one: NamedMoment, chosen: Sequence[NamedMoment], bases: Sequence[NamedMoment], text: str
) -> NamedMoment | None:
    """Return what a span is counted from: `3 ngày kể từ 5/12`, `3 ngày sau 5/12`, `từ 5/12 thêm 3 ngày`."""
    if one.span is None:
        return None
    if bases:
        return bases[0]
    after = next(
        (other for other in chosen if other.start >= one.end and not text[one.end : other.start].strip()), None
    )
    return after if after is not None and after.day and fold(text[one.start : one.end]).endswith(" sau") else None


def _is_asked_for(one: NamedMoment, before: NamedMoment | None, after: NamedMoment | None, text: str) -> bool:
    """Say whether something leads to a moment, and the sentence ends behind it or goes on to another or a reason."""
    rest = text[one.end :].lstrip(" '\u2019")
    word = key_of(rest.split()[0]) if rest.split() else ""
    follows = (
        not rest
        or not rest[0].isalnum()
        or word in TRAILING
        or word in _FROM | {"ke", "tinh", "hoac", "hay", "or", "va", "and"}
        or BECAUSE.at(words_of(rest[:40]), 0) is not None
        or (after is not None and (between(one, after, text) != "" or _only_leads(text[one.end : after.start])))
    )
    is_led = _leads(one, text)
    if is_led:
        return follows or word in _AFTER_ONE
    return follows and _stands_apart(one, before, text)


def _leads(one: NamedMoment, text: str) -> bool:
    words = _WORD.findall(text[: one.start])
    return bool(words) and (key_of(words[-1]) in _STRONG or key_of(one_word(one, text)) in ("truoc",))


def one_word(one: NamedMoment, text: str) -> str:
    """Return the first word of a moment."""
    words = text[one.start : one.end].split()
    return words[0] if words else ""


def _stands_apart(one: NamedMoment, before: NamedMoment | None, text: str) -> bool:
    """Say whether it stands at the beginning, behind a sign or words that only lead to it, or joined to one that is
    asked for."""
    lead = text[: one.start].rstrip()
    if not lead or lead[-1] in ",;.:–—-(":
        return True
    if before is not None and (between(before, one, text) or not text[before.end : one.start].strip()):
        return True
    return _only_leads(text[before.end if before is not None else 0 : one.start])


def _only_leads(text: str) -> bool:
    return all(key_of(word) in LEADING or not key_of(word) for word in text.split())


def _is_from(one: NamedMoment, text: str) -> bool:
    words = text[: one.start].split()
    return key_of(one_word(one, text)) in _FROM or (bool(words) and key_of(words[-1]) in _FROM)


def _likeliest(found: Sequence[NamedMoment], text: str) -> list[NamedMoment]:
    """Return the likeliest where none stands apart: the first that a word leads to; else the first that can be nothing
    else."""

    def rank(one: NamedMoment) -> tuple[bool, bool, bool]:
        before = text[: one.start].split()
        is_led = bool(before) and key_of(before[-1]) in _STRONG
        return (one.is_bare or one.place == "whole") and bool(before) and not is_led, not is_led, one.is_false

    best = min(found, key=rank, default=None)
    if best is None or (rank(best)[0] and _is_abbreviation(text[best.start : best.end])):
        return []
    return [best]


def _is_abbreviation(said: str) -> bool:
    """Say whether it has no sign of a day: `CN`, `T6`, `tháng 11` in the middle of a reason."""
    return not any(sign in said for sign in "/-.")
