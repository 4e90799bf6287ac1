"""Reports and periods named without a comma: `báo cáo quý xã hòa lợi`, `báo cáo bảo hiểm y tế tháng 12`."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from domain.finding.periods import may_be_one, speaks_of_one
from domain.finding.several import says_nothing
from domain.orders.names_in_text import Spot, periods
from domain.orders.order_tokens import OrderToken, tokens_of
from domain.orders.report_names import begins_name, named_reports
from handlers.naming.named_together import places
from storage.following.overdue import RequirementPeriod

_APART = re.compile(r"[,;\n]")
_REPORTS_OF = re.compile(r"^(?:báo cáo|bao cao|bc) (?:của|cua) ", re.IGNORECASE)
_JOINS = frozenset({"và", "va", "với", "voi", "and", "nộp", "nop", "của", "cua"})


def with_commas(typed: str, reports: Sequence[RequirementPeriod], today: date, is_known: Callable[[str], bool]) -> str:
    """Return it with commas between what is named, a report behind `báo cáo` by its code. `is_known`: says of a part
    whether it is the whole name of something as it stands."""
    parts = [_REPORTS_OF.sub("", part.strip()) for part in _APART.split(typed)]
    said = [name for part in parts for name in ([part] if is_known(part) else _names(part, reports, today))]
    is_as_typed = said == [part.strip() for part in _APART.split(typed)]
    return typed if is_as_typed or not said else ", ".join(said)


def _names(part: str, reports: Sequence[RequirementPeriod], today: date) -> list[str]:
    tokens = tokens_of(part)
    of_period = [one for one in periods(tokens, today) if one.found and not one.found[0].startswith("năm")]
    titled = [
        Spot(begins_name(tokens, one.start), one.end, one.said, [found.requirement_code for found in one.found])
        for one in named_reports(part, tokens, reports)
        if begins_name(tokens, one.start) < one.start and not places([one]) & places(of_period)
    ]
    spots = sorted([*of_period, *titled], key=lambda spot: spot.start)
    return _cut(part, tokens, spots) if spots and not may_be_one(part) else [part]


def names_period(typed: str, today: date) -> bool:
    """Say whether a part of a year is named: `y tế, tháng 12`, `báo cáo quý 4`, `november`."""
    return speaks_of_one(typed) or any(one.found for one in periods(tokens_of(typed), today))


def _cut(part: str, tokens: Sequence[OrderToken], spots: Sequence[Spot[str]]) -> list[str]:
    names: list[str] = []
    begins = 0
    for spot in spots:
        names += [part[begins : tokens[spot.start].start], *dict.fromkeys(spot.found)]
        begins = tokens[spot.end - 1].end
    names.append(part[begins:])
    return [name for name in map(_without_joins, names) if name]


def _without_joins(name: str) -> str:
    """Return a name without the words that join it to another; "" where it is nothing else."""
    said = name.split()
    while said and said[0].casefold() in _JOINS:
        said.pop(0)
    while said and said[-1].casefold() in _JOINS:
        said.pop()
    left = " ".join(said)
    return "" if says_nothing(left) or [word.casefold() for word in said] == ["báo", "cáo"] else left
