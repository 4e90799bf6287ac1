"""Tasks named by where they stand in the report or by how many they are: `cái thứ hai`, `2 mục cuối`, `cả 4 nhiệm vụ`,
`hai cái còn lại`, `một số việc`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from domain.text import word_keys
from domain.typed.words.clause_starts import is_end, label_at, none_at, past, stands_at
from domain.typed.words.phrases import kinds_at
from domain.typed.words.tokens import Token

Kind = Literal["first", "last", "place", "all", "rest", "vague"]
_Phrase = tuple[tuple[str, str], ...]
_Table = Mapping[str, Sequence[_Phrase]]


@dataclass(frozen=True, slots=True)
class PlaceReference:
    """`number`: how many, or which place; 0 where none is said. `length`: of how many tokens."""

    kind: Kind
    number: int
    length: int


def _phrases(*typed: str) -> _Table:
    """Return the phrases by their first word, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for phrase in sorted(typed, key=lambda one: -len(one.split())):
        words = tuple(word_keys(word) for word in phrase.split())
        found.setdefault(words[0][0], []).append(words)
    return found


def _with(*tables: _Table) -> _Table:
    found: dict[str, list[_Phrase]] = {}
    for table in tables:
        for key, phrases in table.items():
            found.setdefault(key, []).extend(phrases)
    return {key: sorted(phrases, key=len, reverse=True) for key, phrases in found.items()}


_Numbers = Mapping[tuple[str, str], int]
_COUNTED = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_COUNTS: _Numbers = {word_keys(word): number for number, word in enumerate(_COUNTED, 1)}
_ORDINALS: _Numbers = {**_COUNTS, word_keys("nhất"): 1, word_keys("nhì"): 2, word_keys("tư"): 4}
_THINGS = _phrases("nhiệm vụ", "nv", "cái", "việc", "mục", "task", "đầu việc", "chỉ tiêu", "phần", "nội dung",
                   "công việc", "vụ", "đầu mục", "cái việc", "cái nhiệm vụ", "cái mục", "cái vụ",
                   "cái phần")  # fmt: skip
_LAST = _phrases("cuối", "cuối cùng", "sau cùng", "chót", "sau chót", "cuối danh sách", "cuối bảng", "dưới cùng",
                 "chót bảng", "cuối hết", "ở cuối", "rốt", "sau rốt", "út", "chót hết", "sau hết", "cuối sổ",
                 "dưới chót", "chót cùng")  # fmt: skip
_FIRST = _phrases("đầu", "đầu tiên", "trên cùng", "đầu danh sách", "đầu bảng", "ở đầu", "mở đầu", "đầu hết", "đầu sổ")
_LAST_OF_THEM = _with(_LAST, _phrases("sau", "dưới", "phía dưới", "ở dưới"))
_FIRST_OF_THEM = _with(_FIRST, _phrases("trên", "phía trên", "ở trên", "trước"))
_REST = _phrases("còn lại", "kia", "khác", "nữa", "còn lại kia", "khác nữa")
_OTHER = _phrases("còn lại", "kia")
_EVERY = _phrases("cả", "tất cả", "toàn bộ", "đủ", "hết", "cả thảy")
_SEVERAL = _phrases("các", "những", "mấy", "tất cả các", "toàn bộ các", "tất cả", "toàn bộ")
_SOME = _phrases("một số", "một vài", "vài", "mấy", "1 số", "1 vài", "số")
_THESE = _phrases("này", "đó", "ấy", "tê", "ni", "nớ", "nọ", "đấy", "gì", "gì đó", "gì nữa đó", "gì nữa", "nào đó")
_WHOM = ("đơn vị", "xã", "phường", "phòng", "trường", "bên em", "bên tôi", "em", "tôi", "chúng tôi", "ubnd xã", "trạm",
         "ban", "chi bộ", "mình", "xã em", "phòng tôi", "cơ quan", "trung tâm")  # fmt: skip
_OWN = _phrases("được giao", "của em", "của đơn vị", "của phòng", "của phường", "của xã", "này", "bên em", "trên",
                "của bên em", "của mình", "em phụ trách", "nêu trên", "của tôi", "đó", "đã giao",
                *(f"{given}giao cho {whom}" for given in ("", "được ", "đã ", "phân ") for whom in _WHOM),
                *(f"{who} giao" for who in ("cấp trên", "huyện", "tỉnh", "phường", "trên", "lãnh đạo", "đồng chí")),
                *(f"{whom} được giao" for whom in _WHOM), *(f"{whom} phụ trách" for whom in _WHOM))  # fmt: skip
_ALL_OF_THEM = _phrases("đều", "cũng đều", "thì đều")
_NTH = _phrases("thứ")
_LAST_WORDS = frozenset(phrase[-1][0] for phrases in _THINGS.values() for phrase in phrases)
_JOINS = frozenset({",", "va", "voi", "cung", "lan", "+", "&", "/"})
_POLITE = frozenset({"filler", "was", "about", "marked_filler", "hedge"})
_FIRST_KEYS = (
    frozenset(key for phrases in (_THINGS, _EVERY, _SEVERAL, _SOME, _NTH) for key in phrases)
    | frozenset(key for key, _ in _COUNTS)
    | frozenset(str(n) for n in range(1, 100))
    | frozenset(f"0{n}" for n in range(1, 10))
)


def place_at(tokens: Sequence[Token], at: int) -> PlaceReference | None:
    """Return what is named here by place or number, where something is said of it; None otherwise."""
    if at >= len(tokens) or tokens[at].kind not in ("word", "number") or tokens[at].key not in _FIRST_KEYS:
        return None
    found = _named(tokens, at)
    if (
        found is not None
        and "phan" in (tokens[max(0, at - 1)].key, tokens[at].key)
        and _ends_line(tokens, at + found.length)
    ):
        return None  # `Phần thứ nhất` above a page
    is_strict = found is not None and (found.kind == "vague" or _is_bare(tokens, at, found))
    return found if found is not None and _is_said_of(tokens, at + found.length, strictly=is_strict) else None


def _ends_line(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and (tokens[at].kind == "break" or tokens[at].key == "\n")


def names_all(tokens: Sequence[Token], start: int, end: int, number: int) -> bool:
    """Say whether the words say nothing but that it is all of them: `cả bốn luôn`, `4 cái luôn`."""
    count, at = _count(tokens, _past(tokens, start, _EVERY))
    return count == number and past(tokens, _past(tokens, at, _THINGS), _POLITE) == end


def one_place_at(tokens: Sequence[Token], at: int) -> PlaceReference | None:
    """Return the one task named by its place before its title, whatever follows: `cái chót`, `nhiệm vụ thứ hai`; None
    for none."""
    if at >= len(tokens) or tokens[at].key not in _FIRST_KEYS:
        return None
    found = _one(tokens, at)
    return found if found is not None and found.kind in ("first", "last", "place") else None


def _named(tokens: Sequence[Token], at: int) -> PlaceReference | None:
    every = _past(tokens, at, _EVERY)
    number, counted = _count(tokens, every)
    if not number:
        return _one(tokens, at) or _several(tokens, at)
    is_every, thing = every > at, _past(tokens, counted, _THINGS)
    if thing == counted:
        return PlaceReference("all", number, counted - at) if is_every else _several(tokens, at)
    if (after := _past(tokens, thing, _REST)) > thing:
        return PlaceReference("rest", number, after - at)
    if not is_every and (after := _past(tokens, thing, _FIRST_OF_THEM)) > thing:
        return PlaceReference("first", number, _past(tokens, after, _THESE) - at)
    if not is_every and (after := _past(tokens, thing, _LAST_OF_THEM)) > thing:
        return PlaceReference("last", number, _past(tokens, after, _THESE) - at)
    return PlaceReference("all" if is_every else "vague", number, _past_owner(tokens, thing) - at)


def _one(tokens: Sequence[Token], at: int) -> PlaceReference | None:
    """Return the one named by its place: `cái đầu tiên`, `mục cuối`, `nhiệm vụ thứ hai`, `cái còn lại`; `thứ hai` alone
    only after `thứ nhất`. None for none."""
    thing = _past(tokens, at, _THINGS)
    nth = _past(tokens, thing, _NTH)
    number, after = _count(tokens, nth, _ORDINALS) if nth > thing else (0, nth)
    if number and (thing > at or number == 1 or _counts_through(tokens, at)):
        return PlaceReference("place", number, after - at)
    if thing == at:
        return None
    for kind, phrases in (("first", _FIRST), ("last", _LAST), ("rest", _OTHER)):
        if (after := _past(tokens, thing, phrases)) > thing:
            return PlaceReference(kind, 1, max(after, _past(tokens, after, _THESE)) - at)  # type: ignore[arg-type]
    after = _past(tokens, thing, _THESE)
    return PlaceReference("vague", 1, after - at) if after > thing and tokens[thing].key == "gi" else None


def _several(tokens: Sequence[Token], at: int) -> PlaceReference | None:
    """Return several that are named: `các nhiệm vụ đều`, `mấy cái kia`, `một số việc`, `mấy cái ni`; None for none."""
    some, several = _past(tokens, at, _SOME), _past(tokens, at, _SEVERAL)
    thing = _past(tokens, several, _THINGS) if several > at else at
    if several > at and thing > several:
        if (after := _past(tokens, thing, _REST)) > thing:
            return PlaceReference("rest", 0, after - at)
        after = _past_owner(tokens, thing)
        if _past(tokens, after, _ALL_OF_THEM) > after or "as_before" in kinds_at(tokens, after):
            return PlaceReference("all", 0, after - at)
        return PlaceReference("vague", 0, max(after, _past(tokens, thing, _THESE)) - at)
    if some == at:
        return None
    thing = _past(tokens, some, _THINGS)
    return PlaceReference("vague", 0, max(thing, _past(tokens, thing, _THESE)) - at)


def _past_owner(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind whose they are, up to what is said of them: `của em`, `bên phòng kinh tế`."""
    after = at + (at < len(tokens) and tokens[at].key in _OF)
    if not _past(tokens, after, _OFFICES) > after:
        return _past(tokens, at, _OWN)
    end = after
    while end < min(len(tokens), after + _LONGEST_OFFICE) and not _is_said_of(tokens, end, strictly=False):
        end += 1
    return end


_OF = frozenset({"ben", "cua", "o", "tai", "thuoc", "trong"})
_OFFICES = _phrases("phòng", "xã", "phường", "ban", "trạm", "trường", "trung tâm", "chi bộ", "đơn vị", "ubnd", "hội",
                    "đoàn", "văn phòng", "tổ")  # fmt: skip
_LONGEST_OFFICE = 7  # tokens


def _is_bare(tokens: Sequence[Token], at: int, found: PlaceReference) -> bool:
    """Say whether it is not said what they are all of, as in `cả 4`."""
    return found.kind == "all" and not any(_past(tokens, one, _THINGS) > one for one in range(at, at + found.length))


def _is_said_of(tokens: Sequence[Token], at: int, *, strictly: bool) -> bool:
    """Say whether how it stands follows, or at least another that is named, its label, the end."""
    behind = past(tokens, at, _POLITE)
    if (
        stands_at(tokens, behind)
        or "as_before" in kinds_at(tokens, behind)
        or (not strictly and is_end(tokens, behind))
    ):
        return True
    if strictly or behind >= len(tokens):
        return False
    is_part = tokens[behind].key in (":", "=", "-", "–", "+") or label_at(tokens, behind) is not None
    return (
        is_part
        or none_at(tokens, behind) is not None
        or bool(kinds_at(tokens, behind) & {"and", "except", "spared", "respectively", "as_before"})
    )


def _counts_through(tokens: Sequence[Token], at: int) -> bool:
    """Say whether they are counted through, `thứ nhất … thứ hai`, `cái thứ hai với thứ ba`: then it is no day of the
    week."""
    before = at - (at > 0 and tokens[at - 1].key in _JOINS)
    if before > 1 and tokens[before - 2].key == "thu" and _count(tokens, before - 1, _ORDINALS)[0]:
        named = before - 2
        if named and (tokens[named - 1].key in _LAST_WORDS or _counts_through(tokens, named)):
            return True
    pairs = ((tokens[one].key, tokens[one + 1].key) for one in range(max(at - 1, 0)))
    return ("thu", "nhat") in pairs


def _count(tokens: Sequence[Token], at: int, words: _Numbers = _COUNTS) -> tuple[int, int]:
    """Return how many they are, and where that ends: `4`, `bốn`, `04`, `4/4`."""
    if at >= len(tokens):
        return 0, at
    if tokens[at].kind == "number" and tokens[at].key.isdecimal() and len(tokens[at].key) <= 2:
        keys = [token.key for token in tokens[at + 1 : at + 3]]
        return int(tokens[at].key), at + (3 if keys == ["/", tokens[at].key] else 1)
    key, marked = tokens[at].key, tokens[at].marked
    number = next((n for (one, marks), n in words.items() if one == key and marked in ("", marks)), 0)
    return number, at + (number > 0)


def _past(tokens: Sequence[Token], at: int, phrases: _Table) -> int:
    """Return the place behind the longest of these phrases, if one stands here. Marks that were typed count."""
    for phrase in phrases.get(tokens[at].key, ()) if at < len(tokens) else ():
        if at + len(phrase) <= len(tokens) and all(
            tokens[at + place].key == key and tokens[at + place].marked in ("", marked)
            for place, (key, marked) in enumerate(phrase)
        ):
            return at + len(phrase)
    return at
