"""Reports that stay owed though a loading asks for them no more: of a unit that need not report any longer, and of
periods of another kind."""

from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, select

from domain.calendar.periods import PeriodType, period_type_of
from domain.messaging.sentences import Filling, Listing, Sentence, listing, sentence
from domain.reports.states import EXPECTED
from storage.setup.apply.apply_context import Loading
from storage.setup.diff.difference import MOST_NAMED, Following, Key, State
from storage.tables import Obligation, Requirement, Unit

_Owed = tuple[str, str]  # the unit's code, the period's key


def told(loading: Loading, was: State, now: State) -> Iterator[Sentence]:
    for code, row in loading.requirements.items():
        key: Key = ("requirement", code)
        if key not in was or was[key] == now[key]:
            continue
        before, after = was[key]["units"], now[key]["units"]
        assert isinstance(before, Following)
        assert isinstance(after, Following)
        gone = [loading.units[unit].id for unit in set(before.items) - set(after.items) if unit in loading.units]
        if gone and (owed := _owed(loading, row, Obligation.unit_id.in_(gone))):
            units, periods = (sorted({one[part] for one in owed}) for part in (0, 1))
            yield _told("setup.owed.units", code, len(owed), periods, units=_named(units), unit=units[0])
        if was[key]["period_type"] != now[key]["period_type"]:
            others = [one for one in _owed(loading, row) if period_type_of(one[1]) != row.period_type]
            if others:
                periods = sorted({period for _, period in others})
                yield _told("setup.owed.periods", code, len(others), periods)


def _told(name: str, code: str, count: int, periods: Sequence[str], **more: Filling) -> Sentence:
    """Say it with the periods; a report that is asked for once has none to name."""
    if [*periods] == [PeriodType.ONCE]:
        return sentence(f"{name}.once", code=code, n=count, **more)
    return sentence(name, code=code, n=count, periods=_named(periods), **more)


def _owed(loading: Loading, row: Requirement, *which: ColumnElement[bool]) -> Sequence[_Owed]:
    """Return what is open still; what an ended unit owes is decided elsewhere."""
    rows = loading.session.execute(
        select(Unit.code, Obligation.period_key)
        .join(Unit, Unit.id == Obligation.unit_id)
        .where(Obligation.requirement_id == row.id, Obligation.state.in_(sorted(EXPECTED)), Unit.ended_on.is_(None))
        .where(*which)
    )
    return [(unit, period) for unit, period in rows]


def _named(codes: Sequence[str]) -> Listing:
    return listing([*codes[:MOST_NAMED], *(["…"] if len(codes) > MOST_NAMED else [])])
