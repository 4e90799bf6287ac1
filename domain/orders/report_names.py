"""Which reports a text names, and by which of its words: by code, by a part of the title, by the plan's code, or by how
often they are due (`báo cáo tháng`). Behind `báo cáo` also by a part of the plan's title."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from domain.calendar.periods import period_type_of
from domain.finding.spelling import words
from domain.orders.concepts import CONCEPTS, NEUTRAL
from domain.orders.names_in_text import Spot, goes_on
from domain.orders.order_tokens import OrderToken, tokens_of


class HasReportName(Protocol):
    """By what a report goes."""

    @property
    def requirement_code(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def period_key(self) -> str: ...
    @property
    def plan_code(self) -> str: ...
    @property
    def plan_title(self) -> str: ...


R = TypeVar("R", bound=HasReportName)

_REPORT = ["bao", "cao"]
_OFTEN = {"thang": "monthly", "quy": "quarterly", "tuan": "weekly", "nam": "yearly", "ngay": "daily"}
_OFTEN_IN_ENGLISH = frozenset({"monthly", "quarterly", "weekly", "yearly", "daily"})
"""Before `report`, as in `the quarterly report`."""
_BECAUSE = frozenset({"vì", "vi", "do", "tại", "bởi", "because"})
_ABOUT = frozenset({"ve", "ke", "hoach", "cua"})
_CODE, _TITLE, _PLAN_CODE, _PLAN_TITLE, _OFTENNESS = 4, 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class _Way:
    start: int
    end: int
    rank: int

    @property
    def worth(self) -> tuple[bool, int, int]:
        return self.rank == _CODE, self.end - self.start, self.rank


def named_reports(text: str, tokens: Sequence[OrderToken], reports: Sequence[R]) -> list[Spot[R]]:
    """Return each place where reports are named, with all that may be meant there; the longest name decides."""
    behind = _behind_report(tokens)
    known = [(one, way) for one in reports for way in _ways(text, tokens, one, behind)]
    spots: list[Spot[R]] = []
    taken: set[int] = set()
    for _, best in sorted(known, key=lambda pair: pair[1].worth, reverse=True):
        here = set(range(best.start, best.end))
        if here & taken:
            continue
        taken |= here
        found = [one for one, way in known if way == best]
        said = text[tokens[best.start].start : tokens[best.end - 1].end]
        spots.append(Spot(best.start, best.end, said, found))
    return sorted(spots, key=lambda spot: spot.start)


def is_report_said(tokens: Sequence[OrderToken]) -> bool:
    return any([token.key for token in tokens[place : place + 2]] == _REPORT for place in range(len(tokens)))


def often_named(text: str, tokens: Sequence[OrderToken]) -> str:
    """Return the `báo cáo năm` by which a report is named by how often it is due; "" where none is."""
    for place in sorted(_behind_report(tokens)):
        if tokens[place].key in _OFTEN and not goes_on(tokens, place + 1):
            return text[tokens[place - 2].start : tokens[place].end]
    return ""


def unknown_name(text: str, tokens: Sequence[OrderToken], named: Collection[int] = ()) -> str:
    """Return the words that say nothing else right behind `báo cáo`, where a report's name stands; "" where none do.
    `named`: places of the names of other things."""
    explained = {place for one in CONCEPTS.find(tokens, frozenset()) for place in one.places} | set(named)

    def is_open(place: int) -> bool:
        return place not in explained and tokens[place].key.isalpha() and tokens[place].key not in NEUTRAL

    start = next((place for place in sorted(_behind_report(tokens)) if is_open(place)), None)
    if start is None:
        return ""
    end = next((place for place in range(start, len(tokens)) if not is_open(place)), len(tokens))
    return text[tokens[start].start : tokens[end - 1].end]


def before_reason(text: str) -> str:
    """Return what stands before `vì`, `do`: what is named behind it is why, and not for what."""
    because = next((one.start for one in tokens_of(text) if one.said.casefold() in _BECAUSE and one.start), len(text))
    return text[:because]


def begins_name(tokens: Sequence[OrderToken], place: int) -> int:
    """Return where a name begins with the `báo cáo` before it, and `của` before that."""
    while place and tokens[place - 1].key in _ABOUT:
        place -= 1
    return place - 2 if [token.key for token in tokens[max(0, place - 2) : place]] == _REPORT else place


def _behind_report(tokens: Sequence[OrderToken]) -> frozenset[int]:
    """Return the places right behind `báo cáo`, also behind `báo cáo về kế hoạch`."""
    found: set[int] = set()
    for place in range(2, len(tokens)):
        goes_on = place - 1 in found and tokens[place - 1].key in _ABOUT
        if goes_on or [token.key for token in tokens[place - 2 : place]] == _REPORT:
            found.add(place)
    return frozenset(found)


def _ways(text: str, tokens: Sequence[OrderToken], one: HasReportName, behind: frozenset[int]) -> Iterator[_Way]:
    yield from _codes(text, tokens, one.requirement_code, _CODE)
    yield from _codes(text, tokens, one.plan_code, _PLAN_CODE)
    if (span := _part(tokens, one.title, behind, anywhere=True)) is not None:
        yield _Way(*span, _TITLE)
    if (span := _part(tokens, one.plan_title, behind, anywhere=False)) is not None:
        yield _Way(*span, _PLAN_TITLE)
    for place in behind:
        if period_type_of(one.period_key) == _OFTEN.get(tokens[place].key) and not goes_on(tokens, place + 1):
            yield _Way(place, place + 1, _OFTENNESS)
    for place, token in enumerate(tokens[:-2]):
        is_said = token.key in _OFTEN_IN_ENGLISH and token.key == period_type_of(one.period_key)
        if is_said and [behind.key for behind in tokens[place + 1 : place + 3]] == _REPORT:
            yield _Way(place, place + 3, _OFTENNESS)


def _codes(text: str, tokens: Sequence[OrderToken], code: str, rank: int) -> Iterator[_Way]:
    """Find a code as it is written, whatever signs are in it; one of figures alone is none in the middle of a text."""
    wanted, size = code.casefold(), len(words(code))
    if len(wanted) < 2 or not any(map(str.isalpha, wanted)):
        return
    for start, first in enumerate(tokens):
        for end in range(start + 1, min(len(tokens), start + size + 1) + 1):
            if text[first.start : tokens[end - 1].end].casefold() == wanted and not _is_longer(text, tokens, end):
                yield _Way(start, end, rank)
                break


def _is_longer(text: str, tokens: Sequence[OrderToken], end: int) -> bool:
    """Say whether another code goes on here: `CDS-D1` is not the code `CDS`."""
    behind = text[tokens[end - 1].end : tokens[end - 1].end + 2]
    return len(behind) == 2 and behind[0] in "-_/" and behind[1].isalnum()


def _part(
    tokens: Sequence[OrderToken], title: str, behind: frozenset[int], *, anywhere: bool
) -> tuple[int, int] | None:
    """Return the longest run of words that are together in this title: two that say something, or right behind `báo
    cáo` one that does."""
    name = [word.letters for word in words(title)]
    best: tuple[int, int] | None = None
    for start in range(len(tokens)):
        is_half = start > 0 and [token.key for token in tokens[start - 1 : start + 1]] == _REPORT
        if is_half or (not anywhere and start not in behind):
            continue
        for place in range(len(name)):
            length = 0
            while (
                place + length < len(name)
                and start + length < len(tokens)
                and name[place + length] == tokens[start + length].key
            ):
                length += 1
            lead = 2 if length > 2 and [token.key for token in tokens[start : start + 2]] == _REPORT else 0
            some = [token.key for token in tokens[start + lead : start + length] if token.key not in NEUTRAL]
            least = 1 if start + lead in behind and length - lead > 1 else 2
            if len(some) >= least and (best is None or length - lead > best[1] - best[0]):
                best = (start + lead, start + length)
    return best
