"""A requirement's own fields over all units: numbers added up against the target, choices counted, documents listed.

Only what the units themselves said counts, and only in reports that count; who reported nothing, or has not reported,
is not taken for zero. Every number leads back to unit, report number and revision.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as empty
from typing import Any

from domain.collation import Owed, TaskRemark
from domain.collation.shares import mean_like, per_cent
from domain.forms.fields import Field, fits
from domain.forms.own_fields import asked_with, is_comparable
from domain.text import fold
from domain.typed.values.scales import in_units_of

Place = tuple[int, str, str]
"""A task, the code of a field that is asked with it, and its unit of measure: asked in another it is another number."""


@dataclass(slots=True)
class Indicator:
    """One field of one task. `lines` are the units' own answers; `otherwise` those that were given to a form in which
    the field was of another kind or in another unit, and cannot be added; `by_others` what coordinating units said."""

    task_id: int
    field: Field
    lines: list[TaskRemark] = empty(default_factory=list)
    otherwise: list[TaskRemark] = empty(default_factory=list)
    by_others: list[TaskRemark] = empty(default_factory=list)

    @property
    def place(self) -> Place:
        return self.task_id, self.field.code, fold(self.field.unit)

    def values(self) -> list[Any]:
        return [self.value_of(line) for line in self.lines]

    def value_of(self, line: TaskRemark) -> Any:
        return line.said.answers[self.field.code]

    @property
    def value(self) -> float | None:
        """Of a number, over the units that gave one; None where none did."""
        if self.field.kind != "number" or not self.lines:
            return None
        return _OVER_UNITS[self.field.over_units](self)

    @property
    def target(self) -> float | None:
        """What those who answered were to reach together; where their numbers are not added, each by itself."""
        if self.field.target is None or not self.lines:
            return None
        return self.field.target * (len(self.lines) if self.field.over_units == "sum" else 1)

    @property
    def share(self) -> float | None:
        """Of the target, in per cent, as it is shown."""
        value, target = self.value, self.target
        return None if value is None or not target else per_cent(100 * value / target)

    def over(self, unit_ids: Collection[int]) -> "Indicator":
        """Return the same over some of the units."""
        return Indicator(self.task_id, self.field, [line for line in self.lines if line.owed.unit_id in unit_ids])

    def by_choice(self) -> dict[str, list[TaskRemark]]:
        """Return the lines of each choice, in the order of the choices; also of those that nobody took."""
        found: dict[str, list[TaskRemark]] = {choice: [] for choice in self.field.choices}
        for line in self.lines:
            found[self.value_of(line)].append(line)
        return found

    @property
    def listed(self) -> list[TaskRemark]:
        """Documents and texts, also those of coordinating units."""
        return [*self.lines, *self.by_others]


def _exactly(total: float) -> float:
    """Return the total without the dust of adding decimals."""
    rounded = round(total, 6)
    return int(rounded) if rounded == int(rounded) else rounded


_OVER_UNITS: Mapping[str, Callable[[Indicator], float]] = {
    "sum": lambda one: _exactly(sum(one.values())),
    "mean": lambda one: mean_like(one.values()),
    "last": lambda one: float(_exactly(one.value_of(max(one.lines, key=lambda line: line.said.said_at)))),
    "max": lambda one: _exactly(max(one.values())),
}


@dataclass(frozen=True, slots=True)
class OfPeriod:
    """What the numbers came to in one period of the year, and in which quarter that ended."""

    period_key: str
    quarter: int
    values: Mapping[Place, float]


def over_time(field: Field, values: Sequence[float]) -> float | None:
    """Take together the values of one period after the other, in their order: added, or as the field goes over units;
    None where there are none."""
    if not values:
        return None
    if field.over_units == "mean":
        return mean_like(values)
    if field.over_units == "last":
        return _exactly(values[-1])
    return _exactly(max(values) if field.over_units == "max" else sum(values))


def numbers_of(found: Iterable[Indicator]) -> dict[Place, float]:
    return {one.place: one.value for one in found if one.value is not None}


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is left of an indicator when the next period is compared with it."""

    field: Field
    value: float | None
    units: int
    of: Indicator

    def over_both(self, now: Indicator) -> tuple[float, float, int] | None:
        """Return what it came to now and before, over the units that gave a number in both periods, and how many these
        are. None where there is none."""
        both = {line.owed.unit_id for line in now.lines} & {line.owed.unit_id for line in self.of.lines}
        values = [one.over(both).value for one in (now, self.of)]
        return None if values[0] is None or values[1] is None else (values[0], values[1], len(both))


def indicators(
    tasks: Mapping[int, str], own: Sequence[Field], owed: Iterable[Owed], asked: Mapping[int, Sequence[Field]]
) -> list[Indicator]:
    """Return the indicators by task in the order given (id to code), then in the order of the fields. `asked` are the
    fields that a report (by its id) was asked with, where it was asked any. Without own fields nothing is looked at."""
    found = {(task, one.code): Indicator(task, one) for task, code in tasks.items() for one in asked_with(own, code)}
    if not found:
        return []
    for unit in owed:
        if unit.sent is None or not unit.is_in or unit.is_nil:
            continue
        then = {one.code: one for one in asked.get(unit.sent.report_id, ())}
        for said in unit.sent.said:
            for code in said.answers.keys() & then.keys():
                place = found.get((said.task_id, code))
                if place is not None and said.answers[code] is not None:
                    _take(place, TaskRemark(unit, said), then[code])
    return list(found.values())


def by_form(found: Iterable[Indicator], asked: Mapping[int, Sequence[Field]]) -> Iterator[Indicator]:
    """Yield the indicators, behind each number those of its answers to a form that asked it in another unit of measure:
    they are not added, and are not lost."""
    for one in found:
        yield one
        then: dict[str, Indicator] = {}
        for line in one.otherwise if one.field.kind == "number" else ():
            assert line.owed.sent is not None
            forms = asked[line.owed.sent.report_id]
            field = next(each for each in forms if each.code == one.field.code)
            if field.kind == "number" and not line.said.by_other and fold(field.unit) != fold(one.field.unit):
                then.setdefault(fold(field.unit), Indicator(one.task_id, field)).lines.append(line)
        yield from then.values()


def _take(place: Indicator, line: TaskRemark, then: Field) -> None:
    """Take a number; one that was given in another unit is converted, where that is known."""
    answers = in_units_of(line.said.answers, [then], [place.field])
    if answers.get(place.field.code) is not None and place.field.kind == then.kind:
        line, then = TaskRemark(line.owed, replace(line.said, answers=answers)), replace(then, unit=place.field.unit)
    if not is_comparable(place.field, then) or not fits(place.field, line.said.answers[place.field.code]):
        place.otherwise.append(line)
    elif line.said.by_other:
        place.by_others.append(line)
    else:
        place.lines.append(line)


def earlier(found: Iterable[Indicator]) -> dict[Place, Earlier]:
    return {one.place: Earlier(one.field, one.value, len(one.lines), one) for one in found}
