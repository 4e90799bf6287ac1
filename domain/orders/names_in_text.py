"""Names in the middle of a text: which of its words are a unit's, a report's, a period's name."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from domain.finding import meant
from domain.finding.abbreviations import in_full
from domain.finding.meant import Called
from domain.finding.spelling import Words, words
from domain.finding.unit_kinds import is_initials, same_letters, without_kind, written_out
from domain.moments.moments_in_text import find_moments
from domain.moments.sight import looking_ahead
from domain.orders.best_way import OrderTerm
from domain.orders.concepts import NEUTRAL
from domain.orders.kinds_in_text import kind_at
from domain.orders.order_tokens import OrderToken, ways_said

T = TypeVar("T")

_LONGEST = 10  # words of a name
_QUARTER = re.compile(r"q[1-4]")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_IN_ENGLISH = {"quarter": "quy", "month": "thang"}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = {
    name: number for number, month in enumerate(_MONTHS, 1) for name in {month, month[:3]} - {"may", "mar", "jan"}
}
_NUMBERED = {"quy": 4, "thang": 12, "tuan": 53, "ngay": 31}
_COUNTED = frozenset({"ngay", "hom", "bua", "tuan", "thang", "gio", "tieng", "buoi", "phut", "days", "day"})
_MORE = frozenset({"nay", "truoc", "sau", "roi", "toi", "mai"})
_BEFORE = ("truoc", "roi", "vua")
_LIKE = frozenset({"nhu", "giong", "y", "lay", "giu", "chep", "copy", "theo", "dung"})
_OF_A_LIST = frozenset({"va", "voi", "cung"})


@dataclass(frozen=True, slots=True)
class Spot(Generic[T]):
    """A name: the words from `start` to `end`, as they were typed, and all that it may be."""

    start: int
    end: int
    said: str
    found: Sequence[T]


def whole_names(text: str, tokens: Sequence[OrderToken], things: Collection[tuple[T, Called]]) -> list[Spot[T]]:
    """Return the longest whole names of these things, from the first word on; `phường 1, 10` is two."""
    index = _index(things)
    spots: list[Spot[T]] = []
    at = 0
    while at < len(tokens):
        spot = (
            _longest(text, tokens, at, index)
            or _of_the_same_kind(tokens, at, spots, index)
            or _twin(text, tokens, at, spots, index)
            or _initials(text, tokens, at, things)
        )
        if spot is None:
            at += 1
        else:
            spots.append(spot)
            at = spot.end
    return spots


def _initials(text: str, tokens: Sequence[OrderToken], at: int, things: Collection[tuple[T, Called]]) -> Spot[T] | None:
    """Find one unit alone by its initials, `Sở KHCN`, `phòng VH-XH`; it goes on under its whole name, by which it is
    read back."""
    kind = kind_at(tokens, at)
    start = at + kind
    if start >= len(tokens) or not _are_initials(text, tokens[start], after_a_kind=bool(kind)):
        return None
    for end in (start + 2, start + 1):
        said = text[tokens[at].start : tokens[end - 1].end] if end <= len(tokens) else ""
        found = [
            (thing, called.name) for thing, called in things if said and is_initials(words(said), words(called.name))
        ]
        if len(found) == 1:
            return Spot(at, end, found[0][1], [found[0][0]])
    return None


def _are_initials(text: str, token: OrderToken, *, after_a_kind: bool) -> bool:
    typed = text[token.start : token.end]
    is_short = typed.isalpha() and 2 <= len(typed) <= 6 and token.key not in NEUTRAL
    return is_short and (after_a_kind or (typed.isupper() and len(typed) > 2))


def _index(things: Collection[tuple[T, Called]]) -> Mapping[str, list[tuple[T, Called]]]:
    index: dict[str, list[tuple[T, Called]]] = {}
    for pair in things:
        called = pair[1]
        names = [words(called.code), *(way for name in (called.name, *called.former) for way in _ways(words(name)))]
        for key in {_key(name) for name in names}:
            index.setdefault(key, []).append(pair)
    return index


def _ways(name: Words) -> Iterator[Words]:
    for way in dict.fromkeys((name, in_full(name))):
        yield way
        yield without_kind(way)


def _key(name: Words) -> str:
    return "".join(word.letters for word in name)


def _longest(
    text: str, tokens: Sequence[OrderToken], at: int, index: Mapping[str, list[tuple[T, Called]]]
) -> Spot[T] | None:
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        some = tokens[at : at + length]
        if length == 1 and (some[0].key.isdecimal() or some[0].key in NEUTRAL):
            continue
        for said in ways_said(text, tokens, (at, at + length)):
            if found := _called(said, index):
                return Spot(at, at + length, said, found)
    return None


def _called(said: str, index: Mapping[str, list[tuple[T, Called]]]) -> list[T]:
    forms = (way for form in written_out(words(said)) for way in _ways(form))
    near = {id(one): one for key in dict.fromkeys(map(_key, forms)) for one in index.get(key, ())}
    return meant.whole(list(near.values()), said) if near else []


def _of_the_same_kind(
    tokens: Sequence[OrderToken], at: int, spots: Sequence[Spot[T]], index: Mapping[str, list[tuple[T, Called]]]
) -> Spot[T] | None:
    """Find a unit by its number alone, of the kind of the name before it: `10` behind `phường 1,` or `phường 1 và`."""
    between = [token for token in tokens[spots[-1].end : at] if token.key not in _OF_A_LIST] if spots else [None]
    if between or not tokens[at].key.isdecimal() or len(tokens[at].key) > 3:
        return None
    kind = spots[-1].said.rstrip("0123456789")
    found = _called(f"{kind}{tokens[at].said}", index) if kind != spots[-1].said else []
    return Spot(at, at + 1, f"{kind}{tokens[at].said}", found) if found else None


def _twin(
    text: str,
    tokens: Sequence[OrderToken],
    at: int,
    spots: Sequence[Spot[T]],
    index: Mapping[str, list[tuple[T, Called]]],
) -> Spot[T] | None:
    """Find a unit with the kind of the name before it: `tân thạnh` behind `thôn tân thành và`."""
    if not spots or any(token.key not in _OF_A_LIST for token in tokens[spots[-1].end : at]):
        return None
    if tokens[at].key.isdecimal():  # `thôn tân thành 1 ngày`
        return None
    before = spots[-1].said.split()
    for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
        said = text[tokens[at].start : tokens[at + length - 1].end]
        for kind in range(1, min(4, len(before))):
            if found := _called(" ".join([*before[:kind], said]), index):
                return Spot(at, at + length, " ".join([*before[:kind], said]), found)
    return None


def begins_a_name(tokens: Sequence[OrderToken], known: Collection[Called], place: int) -> bool:
    """Say whether two words that stand together in a name begin here: `bệnh viện` of Bệnh viện Đa khoa."""
    said = tuple(token.word for token in tokens[place : place + 2])
    if len(said) < 2:
        return False
    names = (words(name) for called in known for name in (called.name, *called.former))
    return any(same_letters(said, name[at : at + 2]) for name in names for at in range(len(name) - 1))


def part_of_a_title(tokens: Sequence[OrderToken], title: str, but: Callable[[str], bool]) -> tuple[int, int] | None:
    """Return the longest run of words that are together in this title, at least two that are not `but`."""
    name = [word.letters for word in words(title)]
    best: tuple[int, int] | None = None
    for start in range(len(tokens)):
        for length in range(min(len(name), len(tokens) - start), 1, -1):
            keys = [token.key for token in tokens[start : start + length]]
            if (best and length <= best[1] - best[0]) or but(keys[0]) or sum(not but(key) for key in keys) < 2:
                continue
            if any(name[place : place + length] == keys for place in range(len(name) - length + 1)):
                best = (start, start + length)
                break
    return best


def periods(tokens: Sequence[OrderToken], today: date) -> list[Spot[str]]:
    """Find the periods, each with the name by which it is found: `quý 4`, `tháng 10/2026`, `quý trước`; `kỳ này` is
    any."""
    found: list[Spot[str]] = []
    at = 0
    while at < len(tokens):
        named, length = _period_at(tokens, at, today)
        if named is None:
            at += 1
            continue
        end = at + length
        if named and not named.startswith("năm") and "/" not in named:
            end += end + 1 < len(tokens) and tokens[end].key == "nam" and _is_year(tokens[end + 1].key)
            if end < len(tokens) and _is_year(tokens[end].key):
                named, end = f"{named}/{tokens[end].key}", end + 1
        found.append(Spot(at, end, named, (named,) if named else ()))
        at = end
    return found


def _period_at(tokens: Sequence[OrderToken], at: int, today: date) -> tuple[str | None, int]:
    """Return the name of the period that begins here, "" for this one; and how many words it is."""
    if _QUARTER.fullmatch(tokens[at].key):
        return f"quý {tokens[at].key[1]}", 1
    if (month := _MONTH.get(tokens[at].key)) is not None:
        return f"tháng {month}", 1
    if at + 1 == len(tokens):
        return None, 0
    kind, behind = _IN_ENGLISH.get(tokens[at].key, tokens[at].key), tokens[at + 1].key
    if behind[:1].isdecimal() and kind in _NUMBERED and not is_number_of(kind, tokens, at + 1):
        return None, 0
    if behind in _BEFORE and any(token.key in _LIKE for token in tokens[max(0, at - 4) : at]):
        return None, 0
    return _named_period(kind, behind, today), 2


def goes_on(tokens: Sequence[OrderToken], place: int) -> bool:
    """Say whether the name of a period goes on here, behind its word: `báo cáo tháng 11`, `báo cáo quý IV`, `báo cáo
    quý trước`; not in `báo cáo quý 28/12`, `báo cáo quý 3 ngày`, `báo cáo tháng 2.7 xong`."""
    if place >= len(tokens):
        return False
    said = tokens[place].said.casefold()
    if said[:1].isdecimal():
        return is_number_of(tokens[place - 1].key, tokens, place)
    return said in _ROMAN or tokens[place].key in _MORE


def is_number_of(kind: str, tokens: Sequence[OrderToken], place: int) -> bool:
    """Say whether the number belongs to a period of that kind, and is no date, and counts no days."""
    number, _, year = tokens[place].key.partition("/")
    most = _NUMBERED.get(kind)
    if most is None or not number.isdecimal() or not 1 <= int(number) <= most:
        return kind == "nam" and _is_year(number)
    if kind != "ngay" and year and not _is_year(year) and (not year.isdecimal() or int(year) <= 12):
        return False
    counted = place + 1 < len(tokens) and tokens[place + 1].key in _COUNTED
    return not counted or (place + 2 < len(tokens) and tokens[place + 2].key[:1].isdecimal())


def _named_period(kind: str, behind: str, today: date) -> str | None:
    if kind == "nam" and _is_year(behind):
        return f"năm {behind}"
    number, _, year = behind.partition("/")
    number = _ROMAN.get(number, number)
    if kind in ("quy", "thang") and number.isdecimal() and 1 <= int(number) <= (4 if kind == "quy" else 12):
        return f"{'quý' if kind == 'quy' else 'tháng'} {number}{f'/{year}' if _is_year(year) else ''}"
    if kind in ("quy", "thang", "ky") and behind == "nay":
        return ""
    if kind in ("quy", "thang") and behind in _BEFORE:
        return _before(kind, today)
    return None


def _before(kind: str, today: date) -> str:
    size, name = (3, "quý") if kind == "quy" else (1, "tháng")
    index = today.year * 12 // size + (today.month - 1) // size - 1
    return f"{name} {index % (12 // size) + 1}/{index // (12 // size)}"


def _is_year(key: str) -> bool:
    return key.isdecimal() and len(key) == 4 and key.startswith("20")


def said_together(spots: Iterable[Spot[T]]) -> str:
    return ", ".join(spot.said for spot in spots if spot.said)


def named_periods(spots: Iterable[Spot[str]]) -> list[OrderTerm]:
    return [OrderTerm("period", one.start, one.end) for one in spots]


def days_and_codes(text: str, tokens: Sequence[OrderToken], today: date) -> list[OrderTerm]:
    """Find days, and what may be the code of a task (`2.7`)."""
    found = [OrderTerm("code", place, place + 1) for place, token in enumerate(tokens) if _is_code(token)]
    for moment in find_moments(text, looking_ahead(today)) if tokens else ():
        places = [place for place, token in enumerate(tokens) if moment.start <= token.start < moment.end]
        if moment.day is not None and places and not (len(places) == 1 and _is_code(tokens[places[0]])):
            found.append(OrderTerm("ahead" if moment.day > today else "day", places[0], places[-1] + 1))
    return found


def _is_code(token: OrderToken) -> bool:
    return "." in token.said and token.said[0].isalnum() and token.said.replace(".", "").isalnum()
