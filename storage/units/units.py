"""Units by what is asked about them, what tells those of one name apart, and which came after which."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.finding import spelling
from domain.reports.successions import exists, heirs
from domain.text import vietnamese_key
from storage.tables import Organisation, Unit, UnitSuccession


def listed(session: Session, unit_ids: Collection[int], organisation_ids: Collection[int]) -> list[Unit]:
    """Return these units and all of these organisations, by name."""
    query = select(Unit).where(or_(Unit.id.in_(unit_ids), Unit.organisation_id.in_(organisation_ids)))
    return sorted(session.scalars(query), key=lambda unit: vietnamese_key(unit.shown))


def tell_apart(session: Session, organisation_id: int, today: date) -> None:
    """Keep beside the name of each unit what tells it from others of that name: `cũ, đến 30/06/2026`, `mã 24943`."""
    by_name = defaultdict[str, list[Unit]](list)
    for unit in session.scalars(select(Unit).where(Unit.organisation_id == organisation_id).order_by(Unit.id)):
        by_name[spelling.key(unit.name)].append(unit)
    for alike in by_name.values():
        beside = _beside(alike, today) if len(alike) > 1 else {}
        for unit in alike:
            if unit.beside != beside.get(unit.id):
                unit.beside = beside.get(unit.id)
    session.flush()


def _beside(alike: Iterable[Unit], today: date) -> dict[int, str]:
    """Return what stands beside each name: the one that stays needs nothing; where the time tells nothing, the code
    does."""
    found: dict[int, str] = {}
    times = defaultdict[str, list[Unit]](list)
    for unit in alike:
        times[_time(unit, today)].append(unit)
    for time, units in times.items():
        for unit in units:
            said = [time] if time else []
            if len(units) > 1:
                said.append(f"mã {unit.code}")
            if said:
                found[unit.id] = ", ".join(said)
    return found


def _time(unit: Unit, today: date) -> str:
    if unit.ended_on is not None:
        last = f"đến {unit.ended_on - timedelta(days=1):%d/%m/%Y}"
        return last if exists(unit.ended_on, today) else f"cũ, {last}"
    if unit.began_on is not None and unit.began_on > today:
        return f"từ {unit.began_on:%d/%m/%Y}"
    return ""


def successors(session: Session, organisation_id: int) -> dict[int, list[int]]:
    """Return, by unit, those that came directly after it."""
    return _steps(session, organisation_id, backwards=False)


def predecessors(session: Session, organisation_id: int) -> dict[int, list[int]]:
    """Return, by unit, those that it came directly after."""
    return _steps(session, organisation_id, backwards=True)


def living(session: Session, organisation_id: int, unit_ids: Iterable[int]) -> list[Unit]:
    """Return those that stand in the place of these units now, in Vietnamese order."""
    steps = successors(session, organisation_id)
    ids = dict.fromkeys(heir for unit_id in unit_ids for heir in heirs(unit_id, steps))
    return sorted((session.get_one(Unit, id) for id in ids), key=lambda unit: vietnamese_key(unit.shown))


def _steps(session: Session, organisation_id: int, *, backwards: bool) -> dict[int, list[int]]:
    found = defaultdict[int, list[int]](list)
    rows = session.execute(
        select(UnitSuccession.from_unit_id, UnitSuccession.to_unit_id)
        .where(UnitSuccession.organisation_id == organisation_id)
        .order_by(UnitSuccession.id)
    )
    for old, new in rows:
        found[new if backwards else old].append(old if backwards else new)
    return dict(found)


def organisation_codes(session: Session) -> Sequence[str]:
    return session.scalars(select(Organisation.code).order_by(Organisation.code)).all()
