"""The audit log as somebody may read it: what happened on the plans they follow."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import AuditEvent, Export, Obligation, Obstacle, Organisation, Person, Requirement, Unit
from storage.units.unit_changes import SHOWN, FormerNames, former_names

LOOKED_AT = 400  # of the newest entries of an organisation


@dataclass(frozen=True, slots=True)
class Logged:
    event: AuditEvent
    person: str | None
    about: str  # the unit as it was called then, or what else it is about, in a few words
    report: tuple[str, str] | None  # title and period key, where it is about a report
    timezone: str
    unit_id: int | None


def newest(
    session: Session,
    organisation_ids: Collection[int],
    plan_ids: Collection[int],
    unit_ids: Collection[int],
    *,
    person_id: int,
    everything: bool,
) -> list[Logged]:
    """Return the newest entries first; without `everything` only what is about these plans or units, or was done by
    this person."""
    rows = session.execute(
        select(AuditEvent, Person.name, Organisation.timezone)
        .join(Organisation, Organisation.id == AuditEvent.organisation_id)
        .outerjoin(Person, Person.id == AuditEvent.person_id)
        .where(AuditEvent.organisation_id.in_(organisation_ids))
        .order_by(AuditEvent.id.desc())
        .limit(LOOKED_AT)
    ).all()
    subjects = {event.subject for event, _, _ in rows}
    reports = _obligations(session, subjects)
    about = {subject: one for subject, (one, _) in reports.items()} | _others(session, subjects)
    former = former_names(session, {one.unit_id for one in about.values() if one.unit_id is not None})
    found = []
    for event, person, timezone in rows:
        one = about.get(event.subject, _NOTHING)
        plan, unit = one.plan_id, one.unit_id
        own = event.person_id == person_id
        if everything or own or plan in plan_ids or (plan is None and unit in unit_ids):
            report = reports[event.subject][1] if event.subject in reports else None
            words = one.words(former, event.at.astimezone(ZoneInfo(timezone)).date())
            found.append(Logged(event, person, words, report, timezone, unit))
    return found


@dataclass(frozen=True, slots=True)
class _About:
    """What a subject is, as things are called now."""

    text: str = ""
    plan_id: int | None = None
    unit_id: int | None = None
    unit: str = ""

    def words(self, former: FormerNames, day: date) -> str:
        """Return the words with the unit by the name that it had on that day."""
        if self.unit_id is None:
            return self.text
        return f"{former.on(self.unit_id, day, self.unit)}{self.text}"


_NOTHING = _About()


def _ids(subjects: Collection[str], kind: str) -> dict[int, str]:
    return {int(subject.partition(":")[2]): subject for subject in subjects if subject.startswith(f"{kind}:")}


_Report = tuple[str, str]


def _obligations(session: Session, subjects: Collection[str]) -> dict[str, tuple[_About, _Report]]:
    ids = _ids(subjects, "obligation")
    rows = session.execute(
        select(Obligation, Requirement, Unit)
        .join(Requirement, Requirement.id == Obligation.requirement_id)
        .join(Unit, Unit.id == Obligation.unit_id)
        .where(Obligation.id.in_(ids))
    )
    return {
        ids[owed.id]: (
            _About(plan_id=asked.plan_id, unit_id=unit.id, unit=unit.shown),
            (asked.title, owed.period_key),
        )
        for owed, asked, unit in rows
    }


def _others(session: Session, subjects: Collection[str]) -> dict[str, _About]:
    found = {subject: _About(plan_id=id) for id, subject in _ids(subjects, "plan").items()}
    units = _ids(subjects, "unit")
    for id, name in session.execute(select(Unit.id, SHOWN).where(Unit.id.in_(units))):
        found[units[id]] = _About(unit_id=id, unit=name)
    requirements = _ids(subjects, "requirement")
    query = select(Requirement.id, Requirement.title, Requirement.plan_id).where(Requirement.id.in_(requirements))
    for id, title, plan in session.execute(query):
        found[requirements[id]] = _About(title, plan)
    obstacles = _ids(subjects, "obstacle")
    rows = session.execute(
        select(Obstacle.id, Obstacle.plan_id, Obstacle.text, Unit.id, SHOWN)
        .join(Unit, Unit.id == Obstacle.unit_id)
        .where(Obstacle.id.in_(obstacles))
    )
    for id, plan, text, unit_id, unit in rows:
        found[obstacles[id]] = _About(f" · “{text[:60]}”", plan, unit_id, unit)
    exported = _ids(subjects, "export")
    for id, name, plans in session.execute(
        select(Export.id, Export.name, Export.plan_ids).where(Export.id.in_(exported))
    ):
        found[exported[id]] = _About(name or "", plans[0] if plans else None)
    return found
