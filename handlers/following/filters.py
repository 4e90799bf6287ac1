"""Narrowing a list: by report, plan, period, class or name of units; several conditions with commas between."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from domain.finding import meant
from domain.finding.meant import Called
from handlers.unit_names import matching
from storage import actors, classes, units
from storage.following import Owing
from storage.tables import Unit


def parts(typed: str) -> list[str]:
    return [part for piece in typed.replace(";", ",").split(",") if (part := piece.strip())]


def narrowed(session: Session, rows: Sequence[Owing], plans: Collection[int], typed: str) -> list[Owing]:
    """The rows that fulfil every condition. What is no code, period or class is a unit: of all on the plans, not only
    of those on the list, so that nobody is shown a neighbour of the one they mean."""
    found = list(rows)
    for part in parts(typed):
        found = _by(session, found, plans, part)
    return found


def _by(session: Session, rows: list[Owing], plans: Collection[int], wanted: str) -> list[Owing]:
    exact = _of_report(rows, wanted)
    if exact:
        return exact
    members = classes.members(session, {row.organisation_id for row in rows}, wanted)
    if members:
        return [row for row in rows if row.unit_id in members]
    named = {unit.id for unit in _units(session, plans, wanted)}
    return [row for row in rows if row.unit_id in named]


def _of_report(rows: Sequence[Owing], wanted: str) -> list[Owing]:
    codes = {code for row in rows for code in _codes(row)}
    found = set(meant.whole([(code, Called(code, "")) for code in codes], wanted))
    return [row for row in rows if not found.isdisjoint(_codes(row))] if found else []


def _codes(row: Owing) -> tuple[str, str, str]:
    return row.asked.requirement_code, row.asked.plan_code, row.asked.period_key


def units_named(session: Session, rows: Sequence[Owing], plans: Collection[int], typed: str) -> list[Unit]:
    """The units that were named, and nothing else, whether they are on the list or not."""
    said = parts(typed)
    if len(said) != 1 or classes.members(session, {row.organisation_id for row in rows}, said[0]):
        return []
    return _units(session, plans, said[0])


def _units(session: Session, plans: Collection[int], wanted: str) -> list[Unit]:
    followed = units.listed(session, actors.units_followed(session, plans), ())
    return matching(session, followed, wanted)


def offered(session: Session, rows: Sequence[Owing]) -> list[str]:
    """What the list can be narrowed by: reports, periods and classes, where there are several."""
    found: list[str] = []
    for values in (
        dict.fromkeys(row.asked.requirement_code for row in rows),
        dict.fromkeys(row.asked.period_key for row in rows if row.asked.period_type != "once"),
        classes.names(session, {row.unit_id for row in rows}),
    ):
        if len(values) > 1:
            found += values
    return found
