"""Who is away and who stands in, by unit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from storage.db.chunks import in_parts
from storage.tables import Absence, Person

_NOW = (Absence.until > bindparam("now"), Absence.since <= bindparam("now"))
_AWAY_NOW = (
    select(Absence.unit_id, Absence.person_id, Absence.deputy_id)
    .where(Absence.unit_id.in_(bindparam("units", expanding=True)), *_NOW)
    .order_by(Absence.id)
)
_DEPUTY = aliased(Person)


@dataclass(frozen=True, slots=True)
class Away:
    absence: Absence
    person: str
    deputy: str


def deputies(session: Session, unit_ids: Collection[int], now: datetime) -> dict[tuple[int, int], int]:
    """Return (unit, person who is away) -> who stands in."""
    found: dict[tuple[int, int], int] = {}
    for some in in_parts(sorted(unit_ids)):
        for unit_id, person_id, deputy_id in session.execute(_AWAY_NOW, {"units": some, "now": now}):
            found[unit_id, person_id] = deputy_id
    return found


def in_place_of(away: Mapping[tuple[int, int], int], unit_id: int, person_id: int) -> int:
    """Return who is there for this person: themselves, or the first of those standing in one for another who is not
    away; where all of these are away, whom the person named."""
    named = one = away.get((unit_id, person_id), person_id)
    passed = {person_id}
    while (unit_id, one) in away and one not in passed:
        passed.add(one)
        one = away[unit_id, one]
    return named if one in passed else one


def stands_in_for(session: Session, unit_id: int, deputy_id: int, now: datetime) -> int | None:
    """Return whose place this person takes in the unit now."""
    found = deputies(session, [unit_id], now)
    return next((person for (_, person), deputy in found.items() if deputy == deputy_id), None)


def standing_in(session: Session, person_id: int, now: datetime) -> set[int]:
    """Return who stands in for this person now, in whatever unit."""
    query = select(Absence.deputy_id).where(Absence.person_id == person_id, *_NOW)
    return set(session.scalars(query, {"now": now}))


def stood_in_for(session: Session, unit_ids: Collection[int], deputy_id: int, now: datetime) -> set[int]:
    """Return whose place this person takes now in these units, their own."""
    found = deputies(session, unit_ids, now)
    return {person for (_, person), deputy in found.items() if deputy == deputy_id}


def coming(session: Session, unit_ids: Collection[int], now: datetime) -> list[Away]:
    """Return what is planned or going on in these units, by its first day."""
    rows = session.execute(
        select(Absence, Person.name, _DEPUTY.name)
        .join(Person, Person.id == Absence.person_id)
        .join(_DEPUTY, _DEPUTY.id == Absence.deputy_id)
        .where(Absence.unit_id.in_(unit_ids), Absence.until > now)
        .order_by(Absence.since, Absence.id)
    )
    return [Away(*row) for row in rows]


def add(
    session: Session,
    *,
    organisation_id: int,
    unit_id: int,
    person_id: int,
    deputy_id: int,
    since: datetime,
    until: datetime,
    now: datetime,
) -> Absence:
    absence = Absence(
        organisation_id=organisation_id,
        unit_id=unit_id,
        person_id=person_id,
        deputy_id=deputy_id,
        since=since,
        until=until,
        created_at=now,
    )
    session.add(absence)
    session.flush()
    return absence
