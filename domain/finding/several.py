"""Several things named in one text: `phường 1, 10 và xã Tân An`, or a line each."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.finding import meant
from domain.finding.meant import Called
from domain.finding.namesakes import with_namesakes
from domain.finding.spelling import words
from domain.finding.unit_kinds import begins_with_kind

T = TypeVar("T")

_APART = re.compile(r"([\n,;+|/]|\s(?:và|va|cùng|với|and|&|[-–—])(?=\s))", re.IGNORECASE)
_MARK_OF_A_LIST = re.compile(r"^[^\S\n]*(?:[-•*–+]|\d{1,3}[.)](?=\s))", re.MULTILINE)
_LINE_BREAK = "\n"
_SIGNS = frozenset(",;+|/")
MOST = 100  # names in one text; what stands behind them is not looked at
_LONGEST = 6  # pieces of one name that has `và`, a comma or a dash in it
_BEFORE = frozenset(
    (
        "cho", "của", "tại", "ở", "bên", "về", "đến", "tới", "giúp", "giùm", "hộ", "em", "tôi", "mình",
        "anh", "chị", "ơi", "các", "những", "mấy", "đơn", "vị", "đv", "là", "xem", "gồm", "for", "of", "to",
        "the"
    )
)  # fmt: skip
_BEHIND = frozenset(
    (
        "ạ", "nhé", "nha", "nhá", "nhỉ", "đi", "với", "giùm", "giúp", "hộ", "luôn", "ngay", "gấp", "vậy",
        "thôi", "please", "em", "tôi", "mình", "rồi", "chưa", "không", "đang", "thế", "nào", "ra", "sao"
    )
)  # fmt: skip
_MEANS_NOTHING = " \t.!?…:"


@dataclass(frozen=True, slots=True)
class NamePart(Generic[T]):
    """One name as it was typed, with all that it may mean. `is_whole`: not by a part of a name alone."""

    said: str
    found: Sequence[T]
    is_whole: bool

    @property
    def is_sure(self) -> bool:
        return self.is_whole and len(self.found) == 1


def several(things: Collection[tuple[T, Called]], typed: str) -> list[NamePart[T]]:
    """Return the names in a text, each in its place: the longest that is a whole name, then the longest of which words
    are a part of one. What is no name is a part in which nothing is found."""
    pieces, between = _pieces(typed)
    parts: list[NamePart[T]] = []
    at = 0
    while at < min(len(pieces), MOST):
        part, taken = _longest(things, pieces, between, at, _kind(parts))
        parts += [part] if part.found else _side_by_side(things, part)
        at += taken
    return parts


def _side_by_side(things: Collection[tuple[T, Called]], part: NamePart[T]) -> list[NamePart[T]]:
    """Part names with nothing between them, where each begins with its kind and is a whole one: `phường 10 phường
    11`."""
    names: list[str] = []
    for word in part.said.split():
        if not names or begins_with_kind(words(word)):
            names.append(word)
        else:
            names[-1] = f"{names[-1]} {word}"
    each = [NamePart(name, meant.whole(things, name), is_whole=True) for name in names[:MOST]]
    return each if len(each) > 1 and all(one.found for one in each) else [part]


def says_nothing(text: str) -> bool:
    """Say whether it is only what people say around a name: `ạ`, `giúp em với nhé`."""
    said = [word.strip(_MEANS_NOTHING).casefold() for word in text.split()]
    return all(word in _BEHIND or word in _BEFORE or not word for word in said)


def is_only_number(text: str) -> bool:
    """Say whether it is a name that is a number, or the number of a line that somebody sees: `4`, `số 4 ạ`."""
    words = [word.strip(_MEANS_NOTHING) for word in text.split()]
    left = " ".join(word for word in words if word.casefold() not in ("số", "so"))
    return any(map(str.isdecimal, words)) and says_nothing("".join(" " if c.isdecimal() else c for c in left))


def _pieces(typed: str) -> tuple[list[str], list[str]]:
    """Return what stands between the signs and words that set names apart, and these."""
    text = _MARK_OF_A_LIST.sub("", typed) if _LINE_BREAK in typed else typed
    split = _APART.split(text)
    pieces, between = [split[0]], list[str]()
    for sign, piece in zip(split[1::2], split[2::2], strict=True):
        if not pieces[-1].strip():
            pieces[-1] = piece
            continue
        between.append(sign)
        pieces.append(piece)
    if not pieces[-1].strip():
        pieces.pop()
    return pieces, between


def _longest(
    things: Collection[tuple[T, Called]], pieces: Sequence[str], between: Sequence[str], at: int, kind: str
) -> tuple[NamePart[T], int]:
    joined = list(_joined(pieces, between, at))
    for said, taken in joined:
        for way in _ways(said, kind if taken == 1 else ""):
            found = [thing for thing in meant.whole(things, way) if _has_signs(things, thing, said)]
            if found:
                return NamePart(said, with_namesakes(things, way, found), is_whole=True), taken
    for said, taken in joined:
        for way in _ways(said, ""):
            found = [thing for thing in meant.choose(things, way) if _has_signs(things, thing, said)]
            if found:
                return NamePart(said, found, is_whole=False), taken
    return NamePart(pieces[at].strip(), [], is_whole=False), 1


def _joined(pieces: Sequence[str], between: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """Yield from here as many pieces as may be one name, the most first; nothing goes over the end of a line."""
    most = 1
    while most < _LONGEST and at + most < len(pieces) and between[at + most - 1] != _LINE_BREAK:
        most += 1
    for taken in range(most, 0, -1):
        said = pieces[at] + "".join(f"{between[place - 1]}{pieces[place]}" for place in range(at + 1, at + taken))
        yield said.strip(), taken


def _ways(said: str, kind: str) -> Iterator[str]:
    """Yield the name as it was typed; a number by itself of the kind named before it; and without what people say
    around a name."""
    if kind and said.isdecimal():
        yield f"{kind} {said}"
    yield said
    bare = said.strip(_MEANS_NOTHING).split()
    while len(bare) > 1 and bare[-1].strip(_MEANS_NOTHING).casefold() in _BEHIND:
        bare.pop()
    while len(bare) > 1 and bare[0].strip(_MEANS_NOTHING).casefold() in _BEFORE:
        bare.pop(0)
    if (left := " ".join(bare).strip(_MEANS_NOTHING)) and left != said:
        yield left


def _kind(parts: Sequence[NamePart[T]]) -> str:
    """Return the kind, as `phường`, of the last name that was a kind and a number: `phường 1, 10`, `p1, 10`."""
    for part in reversed(parts):
        if not part.said.isdecimal():
            kind = part.said.rstrip("0123456789")
            return kind.rstrip(" .") if kind != part.said else ""
    return ""


def _has_signs(things: Collection[tuple[T, Called]], thing: T, said: str) -> bool:
    """Say whether its name has the signs that were typed: `Tân An, Hội` is Tân An and Hội, and Xã Tân An Hội only where
    its name has that comma."""
    signs = set(said) & _SIGNS
    return not signs or any(
        signs <= set("".join((called.code, called.name, *called.former))) for one, called in things if one is thing
    )
