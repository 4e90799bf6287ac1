"""Narrowing a list: by report, plan, period, class or name of units, several of each with commas between."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from domain.calendar.deadlines import due_day
from domain.finding import meant, periods
from domain.finding.meant import Called
from domain.finding.several import NamePart, is_only_number, several
from domain.orders.concepts import NEUTRAL
from domain.orders.names_in_text import part_of_a_title
from domain.orders.order_tokens import tokens_of
from handlers.following.in_one_breath import with_commas
from handlers.naming import asked_for
from handlers.naming.asked_for import KnownUnits, NamedUnits
from handlers.naming.spared import LONGEST, NOBODY_LEFT_OUT, TypedExcept, typed_except
from handlers.words import Words, dates
from storage.following import overdue
from storage.following.overdue import OutstandingDuty, RequirementPeriod
from storage.people import actors
from storage.tables import Unit
from storage.units import classes, units

_SPELLED = Words()  # as people type periods


@dataclass(frozen=True, slots=True)
class _Condition:
    """Something that was named; `rows`: the obligations that it lets through."""

    kind: str  # report | plan | period | class | unit
    rows: frozenset[int]
    unit: Unit | None = None
    pairs: frozenset[tuple[int, str]] = frozenset()  # the reports of periods that it lets through


_OF_REPORTS = ("report", "plan", "period")
_OF_NO_PERIOD = _Condition("period", frozenset())
_Named = tuple[_Condition, Called]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The rows that are left; the units that were named, with what was not found."""

    rows: list[OutstandingDuty]
    named: NamedUnits
    absent: Sequence[Unit]  # named, and not on the list however it is narrowed
    followed: Sequence[Unit]
    only_units: bool  # nothing else was named
    but: TypedExcept = NOBODY_LEFT_OUT
    asked: Sequence[RequirementPeriod] = ()  # the reports that were named, by title or period; none: any
    no_period: Sequence[str] = ()  # periods that were named, where nothing on the list is of one or due in it

    @property
    def of(self) -> list[tuple[int, str]]:
        """Return the same as requirements and periods."""
        return [(one.requirement_id, one.period_key) for one in self.asked]


def narrowed(
    session: Session, rows: Sequence[OutstandingDuty], plans: Collection[int], typed: str, now: datetime
) -> Narrowed:
    """Return the rows of any of the reports, of any of the periods, and of any of the units and classes that were
    named, without the units that are left out; a class and units of it: these units. Units are sought among all on the
    plans, not only those on the list, so that nobody is shown a neighbour of the one they mean."""
    followed = units.listed(session, actors.units_followed(session, plans), ())
    there = asked_for.known(session, followed)
    but = typed_except(session, there, typed, _in_titles(rows, typed))
    current = overdue.current(session, plans, now) if typed else []
    reports = {(one.requirement_id, one.period_key): one for one in (*(row.asked for row in rows), *current)}
    known = [
        *_of_rows(rows, list(reports.values())),
        *_of_classes(session, rows, followed),
        *_of_units(rows, there),
    ]
    is_known = partial(_is_known, known)
    parts = _parts(known, with_commas(but.of, list(reports.values()), now.date(), is_known))
    let_through = defaultdict[str, set[int]](set)
    conditions = [one for part in parts for one in part.found]
    for condition in conditions:
        let_through[condition.kind] |= condition.rows
    of_units = let_through.get("unit", set())
    if "class" in let_through and not set() < of_units <= let_through["class"]:
        let_through["class"] |= of_units  # `các phường, xã Định Quán`: those of the class and that one
        let_through.pop("unit", None)
    but = replace(but, units=_within(rows, but.units, let_through))
    spared = {unit.id for unit in but.units}
    left = [
        row for row in rows if row.unit_id not in spared and all(row.obligation_id in of for of in let_through.values())
    ]
    named = [NamePart(p.said, [one.unit for one in p.found if one.unit], p.is_whole) for p in parts if _is_of_units(p)]
    sorted_out = asked_for.sorted_out(there, named)
    on_list = {row.unit_id for row in rows}
    absent = [unit for unit in sorted_out.possible if unit.id not in on_list]
    only_units = all(one.kind == "unit" for one in conditions)
    of_none = [part.said for part in parts if part.found == [_OF_NO_PERIOD]]
    no_period = [] if let_through.get("period") else of_none
    return Narrowed(
        left if let_through or not parts else [],
        sorted_out,
        absent,
        followed,
        only_units,
        but,
        _asked(conditions, list(reports.values())),
        no_period,
    )


def _within(
    rows: Sequence[OutstandingDuty], spared: Sequence[Unit], let_through: Mapping[str, set[int]]
) -> Sequence[Unit]:
    """Return who is left out of what is named: `trạm y tế trừ hòa lợi` is the station of Hòa Lợi."""
    named = [let_through[kind] for kind in ("unit", "class") if kind in let_through]
    among = {row.unit_id for row in rows if all(row.obligation_id in of for of in named)}
    return [unit for unit in spared if unit.id in among] or spared if named else spared


def _asked(conditions: Sequence[_Condition], known: Sequence[RequirementPeriod]) -> list[RequirementPeriod]:
    """Return the reports that fulfil what was named of reports, plans and periods; none where nothing of it was."""
    of_kind = defaultdict[str, set[tuple[int, str]]](set)
    for one in conditions:
        if one.kind in _OF_REPORTS:
            of_kind[one.kind] |= one.pairs
    found = [one for one in known if all((one.requirement_id, one.period_key) in of for of in of_kind.values())]
    return found if of_kind else []


def _is_known(known: Sequence[_Named], said: str) -> bool:
    return bool(said) and bool(meant.whole(known, said))


def _in_titles(rows: Sequence[OutstandingDuty], typed: str) -> set[int]:
    """Return the places of words of a report's title: `phòng trừ sâu bệnh` leaves nobody out."""
    tokens = tokens_of(typed, LONGEST)
    spans = [part_of_a_title(tokens, title, NEUTRAL.__contains__) for title in {row.asked.title for row in rows}]
    return {place for span in spans if span for place in range(*span)}


def _is_of_units(part: NamePart[_Condition]) -> bool:
    return not part.found or part.found[0].kind == "unit"


def _parts(known: Sequence[_Named], typed: str) -> list[NamePart[_Condition]]:
    """Return each name with what it means, of one kind only: a code of a report before a class, a class before a unit;
    a part of a name is a unit's where it can be."""
    parts = []
    for said in several(known, typed):
        part = _or_no_period(_without_numbers(said))
        kinds = [one.kind for one in part.found]
        kind = ("unit" if "unit" in kinds and not part.is_whole else kinds[0]) if kinds else ""
        parts.append(NamePart(part.said, [one for one in part.found if one.kind == kind], part.is_whole))
    return parts


def _without_numbers(part: NamePart[_Condition]) -> NamePart[_Condition]:
    """Leave only units to a bare number: `1` is not the report that has a 1 somewhere in its title, of which there may
    be many."""
    if part.is_whole or not is_only_number(part.said):
        return part
    return NamePart(part.said, [one for one in part.found if one.kind == "unit"], part.is_whole)


def _or_no_period(part: NamePart[_Condition]) -> NamePart[_Condition]:
    """Let a period that nothing on the list is of let nothing through: it is no name of a unit that is not known."""
    if part.found or not (periods.may_be_one(part.said) and periods.speaks_of_one(part.said)):
        return part
    return NamePart(part.said, [_OF_NO_PERIOD], is_whole=True)


def _of_rows(rows: Sequence[OutstandingDuty], reports: Sequence[RequirementPeriod]) -> Iterator[_Named]:
    """Yield the reports, plans and periods of the list, and those of reports that nobody on it owes."""
    called: dict[tuple[str, Called], set[int]] = defaultdict(set)
    pairs: dict[tuple[str, Called], set[tuple[int, str]]] = defaultdict(set)
    for asked, due_at, obligation in (
        *((row.asked, row.due_at, {row.obligation_id}) for row in rows),
        *((one, one.due_at, set[int]()) for one in reports),
    ):
        for key in _ways(asked, due_day(due_at, asked.zone)):
            called[key] |= obligation
            pairs[key].add((asked.requirement_id, asked.period_key))
    for (kind, name), found in sorted(called.items(), key=lambda one: _OF_REPORTS.index(one[0][0])):
        if found or kind == "report":  # a period that nothing on the list is of is none there
            yield _Condition(kind, frozenset(found), pairs=frozenset(pairs[kind, name])), name


def _ways(asked: RequirementPeriod, due: date) -> Iterator[tuple[str, Called]]:
    yield "report", Called(asked.requirement_code, asked.title)
    yield "plan", Called(asked.plan_code, asked.plan_title)
    yield "period", Called(asked.period_key, dates.period(_SPELLED, asked.period_key), periods.names(asked.period_key))
    month = dates.period(_SPELLED, f"{due:%Y-%m}")
    yield "period", Called(f"{due:%Y/%m}", month, periods.of_month(due))  # a month also names what is due in it


def _of_classes(session: Session, rows: Sequence[OutstandingDuty], followed: Collection[Unit]) -> Iterator[_Named]:
    for code, name, members in classes.of_organisations(session, {unit.organisation_id for unit in followed}):
        yield (
            _Condition("class", frozenset(row.obligation_id for row in rows if row.unit_id in members)),
            classes.called(code, name),
        )


def _of_units(rows: Sequence[OutstandingDuty], there: KnownUnits) -> Iterator[_Named]:
    owed = defaultdict[int, set[int]](set)
    for row in rows:
        owed[row.unit_id].add(row.obligation_id)
    for unit, called in there.called:
        yield _Condition("unit", frozenset(owed[unit.id]), unit), called


def offered(session: Session, rows: Sequence[OutstandingDuty]) -> list[str]:
    """Return what the list can be narrowed by: reports, periods and classes, where there are several."""
    found: list[str] = []
    for values in (
        dict.fromkeys(row.asked.requirement_code for row in rows),
        dict.fromkeys(row.asked.period_key for row in rows if row.asked.period_key != "once"),
        classes.names(session, {row.unit_id for row in rows}),
    ):
        if len(values) > 1:
            found += values
    return found
